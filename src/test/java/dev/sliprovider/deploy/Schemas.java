package dev.sliprovider.deploy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Kinds of resources, against the schema of which fields are checked: missing ones, unknown ones, wrong types. */
final class Schemas {

    private interface Schema {
        void check(JsonElement object) throws IOException;
    }

    private static final Map<String, Schema> KINDS = Map.of(
            "Deployment", V1Deployment::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "ServiceAccount", V1ServiceAccount::validateJsonElement,
            "Secret", V1Secret::validateJsonElement,
            "Role", V1Role::validateJsonElement,
            "RoleBinding", V1RoleBinding::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "Ingress", V1Ingress::validateJsonElement,
            "HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement);

    /** Kinds that are no part of Kubernetes; there are no schemas of them here. */
    private static final Set<Object> FOREIGN = Set.of("monitoring.coreos.com/v1", "eventing.knative.dev/v1");

    private Schemas() {}

    /** @throws IllegalArgumentException if Kubernetes would not know a field, or misses one */
    static void check(Map<String, Object> object) throws IOException {
        Schema schema = KINDS.get((String) object.get("kind"));
        if (schema != null) {
            schema.check(new Gson().toJsonTree(object));
        } else if (!FOREIGN.contains(object.get("apiVersion"))) {
            throw new IllegalArgumentException("no schema for " + object.get("kind"));
        }
    }
}
