package dev.sliprovider.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.waiting.RecentReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Kubernetes Secret {@code prometheus-credentials-<project>}, which is read only by its name, because the role that
 * Keptn creates for it allows neither list nor watch (contract §8.1).
 */
@Singleton
final class KubernetesSecrets implements EndpointSource {

    private static final String NAME = "prometheus-credentials-";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A name of an object in Kubernetes (RFC 1123, subdomain). */
    private static final String PROJECT = "[a-z0-9](?:[a-z0-9.-]{0,199}[a-z0-9])?";

    private static final KubernetesApi.Kind SECRET = new KubernetesApi.Kind(
            "Secret",
            "secrets",
            "name the project in rbac.projects of the chart, or allow the service account to get this Secret, which"
                    + " need not exist",
            "leave kubernetes out of sli-provider.endpoints.sources");

    private static final int REMEMBERED = 1_000;

    private final KubernetesConfig config;
    private final KubernetesApi kubernetes;
    private final RecentReads<String, Optional<EndpointSettings>> recent = new RecentReads<>(REMEMBERED);

    KubernetesSecrets(KubernetesConfig config, KubernetesApi kubernetes) {
        this.config = config;
        this.kubernetes = kubernetes;
    }

    /** @return whether the program runs in Kubernetes with a service account */
    boolean isInCluster() {
        return kubernetes.isInCluster();
    }

    @Override
    public String describe(String project) {
        return "the Kubernetes Secret " + NAME + project;
    }

    @Override
    public Uni<Optional<EndpointSettings>> of(String project) {
        String name = NAME + project;
        if (!project.matches(PROJECT)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return recent.get(
                name,
                kubernetes
                        .read(SECRET, Optional.empty(), name)
                        .map(found -> found.map(secret -> EndpointKeys.read(secret.place(), Path.of(""), data(secret))
                                .withFilesOf(config.files().orElse(List.of())))),
                found -> config.cacheFor());
    }

    private static String text(String place, String key, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw KubernetesApi.unreadable(place, "the key " + key + " is no text in UTF-8");
        }
    }

    private static Map<String, String> data(KubernetesApi.Found secret) {
        try {
            var texts = new HashMap<String, String>();
            for (Map.Entry<String, JsonNode> entry :
                    JSON.readTree(secret.json()).path("data").properties()) {
                byte[] value = Base64.getDecoder().decode(entry.getValue().asText());
                if (EndpointKeys.isRead(entry.getKey())) {
                    texts.put(entry.getKey(), text(secret.place(), entry.getKey(), value));
                }
            }
            return texts;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The text of the exception may quote the Secret.
            throw KubernetesApi.unreadable(secret.place(), "the answer of Kubernetes is no Secret");
        }
    }
}
