package dev.sliprovider.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.waiting.Backoff;
import dev.sliprovider.waiting.RecentReads;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final int RETRIES = 2;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    /** Maximum bytes of a response; etcd stores no object above 1.5 MiB. */
    private static final long MOST_BYTES = 4L << 20;

    private static final int CONNECTIONS = 16;
    private static final int REMEMBERED = 1_000;

    private final KubernetesConfig config;
    private final Connections connections;
    private final RecentReads<String, Optional<EndpointSettings>> recent = new RecentReads<>(REMEMBERED);

    KubernetesSecrets(KubernetesConfig config, Connections connections) {
        this.config = config;
        this.connections = connections;
    }

    /** @return whether the program runs in Kubernetes with a service account */
    boolean isInCluster() {
        return config.host().filter(host -> !host.isBlank()).isPresent() && !Files.notExists(file("token"));
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
        return recent.get(name, read(name), found -> config.cacheFor());
    }

    private Uni<Optional<EndpointSettings>> read(String name) {
        Uni<Optional<EndpointSettings>> once = Uni.createFrom()
                .item(() -> request(name))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(request -> connections.send(request).map(reply -> settings(place(name), reply)));
        return BACKOFF.retry(once, RETRIES, PassingException.class::isInstance)
                .onFailure(PassingException.class)
                .transform(Throwable::getCause);
    }

    /** A temporary failure. */
    private static final class PassingException extends RuntimeException {
        PassingException(EndpointException cause) {
            super(cause);
        }
    }

    private HttpRequest request(String name) {
        String host = config.host().orElseThrow();
        String address = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + config.port()
                + "/api/v1/namespaces/" + namespace() + "/secrets/" + name;
        var token = new Header("Authorization", new Secret("Bearer " + text("token")));
        var tls = new Tls(Optional.of(text("ca.crt")), Optional.empty(), Optional.empty(), false);
        var route = new Route(tls, Optional.empty(), new Pool(config.timeout(), CONNECTIONS, true));
        return HttpRequest.get(URI.create(address), List.of(token), new Limits(config.timeout(), MOST_BYTES), route);
    }

    private String namespace() {
        return config.namespace()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> text("namespace"));
    }

    private String place(String name) {
        return "the Kubernetes Secret " + namespace() + "/" + name;
    }

    private Path file(String name) {
        return config.serviceAccount().resolve(name);
    }

    private String text(String name) {
        try {
            return BoundedFile.utf8(BoundedFile.read(file(name), BoundedFile.USUAL))
                    .strip();
        } catch (IOException e) {
            throw new EndpointException(
                    "Kubernetes cannot be asked for Secrets: the file " + name + " of the service account "
                            + BoundedFile.why(e) + "; check automountServiceAccountToken, or leave kubernetes out of"
                            + " sli-provider.endpoints.sources");
        }
    }

    private Optional<EndpointSettings> settings(String place, HttpReply reply) {
        return switch (reply) {
            case Answered answer ->
                switch (answer.status()) {
                    case 200 ->
                        Optional.of(EndpointKeys.read(place, Path.of(""), data(place, answer.text()))
                                .withFilesOf(config.files().orElse(List.of())));
                    case 404 -> {
                        if (isNotFound(answer.text())) {
                            yield Optional.empty();
                        }
                        throw wrong(place, "HTTP 404, but not of a Secret; is it Kubernetes that answers?");
                    }
                    case 401 ->
                        throw wrong(place, "Kubernetes does not take the token of the service account (HTTP 401)");
                    case 403 ->
                        throw wrong(
                                place,
                                "Kubernetes forbids it (HTTP 403), so it is not known whether there is such a Secret;"
                                        + " name the project in rbac.projects of the chart, or allow the service"
                                        + " account to get this Secret, which need not exist; or leave kubernetes out"
                                        + " of sli-provider.endpoints.sources");
                    default -> throw new PassingException(wrong(place, "Kubernetes answered HTTP " + answer.status()));
                };
            case Unanswered(ConnectionFailure failure) ->
                throw new PassingException(wrong(place, "Kubernetes gives no answer: " + failure.cause()));
        };
    }

    /** Any other 404 may be from a proxy, or from another API. */
    private static boolean isNotFound(String json) {
        try {
            JsonNode status = JSON.readTree(json);
            return status.path("reason").asText().equals("NotFound")
                    && status.at("/details/kind").asText().equals("secrets");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String text(String place, String key, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(place, "the key " + key + " is no text in UTF-8");
        }
    }

    private static EndpointException wrong(String place, String why) {
        return new EndpointException(place + " cannot be read: " + why);
    }

    private static Map<String, String> data(String place, String json) {
        try {
            var texts = new HashMap<String, String>();
            for (Map.Entry<String, JsonNode> entry :
                    JSON.readTree(json).path("data").properties()) {
                byte[] value = Base64.getDecoder().decode(entry.getValue().asText());
                if (EndpointKeys.isRead(entry.getKey())) {
                    texts.put(entry.getKey(), text(place, entry.getKey(), value));
                }
            }
            return texts;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The text of the exception may quote the Secret.
            throw wrong(place, "the answer of Kubernetes is no Secret");
        }
    }
}
