package dev.sliprovider.lighthouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.KubernetesApi;
import dev.sliprovider.getsli.GetSliConfig;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.waiting.RecentReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which SLI provider a project has, by the ConfigMaps that Keptn's lighthouse-service reads (contract §9). */
@Singleton
final class SliProviders {

    private static final String DEFAULT = "lighthouse-config";
    private static final String KEY = "sli-provider";
    private static final int REMEMBERED = 1_000;
    /** A name of an object in Kubernetes (RFC 1123, subdomain). */
    private static final String PROJECT = "[a-z0-9](?:[a-z0-9.-]{0,199}[a-z0-9])?";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final KubernetesApi.Kind CONFIG_MAP = new KubernetesApi.Kind(
            "ConfigMap",
            "configmaps",
            "name the project in rbac.projects of the chart, or allow the service account to get this ConfigMap,"
                    + " which need not exist",
            "name the projects in " + LighthouseConfig.PREFIX + ".projects");

    private final LighthouseConfig config;
    private final boolean isInKeptnsCluster;
    private final String own;
    private final KubernetesApi kubernetes;
    private final RecentReads<String, Choice> recent = new RecentReads<>(REMEMBERED);

    /** The provider of a project. */
    sealed interface Choice {

        /** This program. */
        record Own() implements Choice {}

        /** @param name of another one */
        record Other(String name) implements Choice {}

        /** No ConfigMap names one. */
        record None() implements Choice {}

        /** @param why it cannot be determined, as a sentence */
        record Unreadable(String why) implements Choice {}
    }

    SliProviders(LighthouseConfig config, GetSliConfig getSli, KubernetesApi kubernetes, Gateway gateway) {
        this.config = config;
        this.isInKeptnsCluster = config.namespace().isPresent() || !gateway.isRemote();
        this.own = getSli.provider();
        this.kubernetes = kubernetes;
    }

    /**
     * @return the choice; never fails, and is bounded in time. With a list of projects, and outside of Keptn's cluster, all is
     *     this program's
     */
    Uni<Choice> of(String project) {
        if (config.projects().isPresent() || !isInKeptnsCluster || !kubernetes.isInCluster()) {
            return Uni.createFrom().item(new Choice.Own());
        }
        Uni<Optional<KubernetesApi.Found>> ofProject = project.matches(PROJECT)
                ? read(DEFAULT + "-" + project)
                : Uni.createFrom().item(Optional.empty());
        Uni<Choice> choice = ofProject
                .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found) : read(DEFAULT))
                .map(found -> found.map(this::choice).orElseGet(Choice.None::new));
        return recent.get(project, choice, known -> kubernetes.cacheFor())
                .onFailure(EndpointException.class)
                .recoverWithItem(failure -> new Choice.Unreadable(failure.getMessage()));
    }

    private Uni<Optional<KubernetesApi.Found>> read(String name) {
        return kubernetes.read(CONFIG_MAP, config.namespace(), name);
    }

    /** An empty name would be asked in vain: Lighthouse waits for its answer for ever (contract §9). */
    private Choice choice(KubernetesApi.Found found) {
        JsonNode name = name(found);
        if (name.asText("").isEmpty()) {
            return new Choice.Unreadable(
                    found.place() + " has no key " + KEY + "; set it to " + own + " or to the project's SLI provider");
        }
        return name.asText().equals(own) ? new Choice.Own() : new Choice.Other(name.asText());
    }

    private static JsonNode name(KubernetesApi.Found found) {
        try {
            return JSON.readTree(found.json()).path("data").path(KEY);
        } catch (JsonProcessingException e) {
            throw KubernetesApi.unreadable(found.place(), "the answer of Kubernetes is no ConfigMap");
        }
    }
}
