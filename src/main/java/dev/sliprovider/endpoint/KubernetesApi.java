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
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads single objects of Kubernetes by their names, with the service account of the pod. Nothing is listed or watched, so
 * a Role needs the verb {@code get} only.
 */
@Singleton
public final class KubernetesApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int RETRIES = 2;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    /** Maximum bytes of a response; etcd stores no object above 1.5 MiB. */
    private static final long MOST_BYTES = 4L << 20;

    private static final int CONNECTIONS = 16;

    private final KubernetesConfig config;
    private final Connections connections;

    KubernetesApi(KubernetesConfig config, Connections connections) {
        this.config = config;
        this.connections = connections;
    }

    /**
     * A kind of objects.
     *
     * @param noun as messages call it, such as {@code Secret}
     * @param plural as in addresses, such as {@code secrets}
     * @param remedy what to do if Kubernetes forbids it, half a sentence
     * @param alternative what to do instead of reading such objects, half a sentence
     */
    public record Kind(String noun, String plural, String remedy, String alternative) {}

    /**
     * An object that was found.
     *
     * @param place for messages, such as {@code the Kubernetes Secret keptn/name}
     * @param json the object; may hold secrets
     */
    public record Found(String place, String json) {

        /** @return the place only, because the object may hold secrets */
        @Override
        public String toString() {
            return place;
        }
    }

    /** A temporary failure. */
    private static final class PassingException extends RuntimeException {
        PassingException(EndpointException cause) {
            super(cause);
        }
    }

    /** @return whether the program runs in Kubernetes with a service account */
    public boolean isInCluster() {
        return config.host().filter(host -> !host.isBlank()).isPresent() && !Files.notExists(file("token"));
    }

    /** @return the time for which an object, or its absence, may be kept */
    public Duration cacheFor() {
        return config.cacheFor();
    }

    /**
     * @param namespace of the object; without one that of the settings or of the service account
     * @param name a valid name of an object
     * @return the object; empty if there is none; fails with {@link EndpointException} if that cannot be determined
     */
    public Uni<Optional<Found>> read(Kind kind, Optional<String> namespace, String name) {
        Uni<Optional<Found>> once = Uni.createFrom()
                .item(() -> request(kind, namespace, name))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(request -> connections
                        .send(request)
                        .map(reply -> found(
                                kind,
                                "the Kubernetes " + kind.noun() + " " + namespace(kind, namespace) + "/" + name,
                                reply)));
        return BACKOFF.retry(once, RETRIES, PassingException.class::isInstance)
                .onFailure(PassingException.class)
                .transform(Throwable::getCause);
    }

    /** @return the failure that an object cannot be read */
    public static EndpointException unreadable(String place, String why) {
        return new EndpointException(place + " cannot be read: " + why);
    }

    private HttpRequest request(Kind kind, Optional<String> namespace, String name) {
        String host = config.host().orElseThrow();
        String address = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + config.port()
                + "/api/v1/namespaces/" + namespace(kind, namespace) + "/" + kind.plural() + "/" + name;
        var token = new Header("Authorization", new Secret("Bearer " + text(kind, "token")));
        var tls = new Tls(Optional.of(text(kind, "ca.crt")), Optional.empty(), Optional.empty(), false);
        var route = new Route(tls, Optional.empty(), new Pool(config.timeout(), CONNECTIONS, true));
        return HttpRequest.get(URI.create(address), List.of(token), new Limits(config.timeout(), MOST_BYTES), route);
    }

    private String namespace(Kind kind, Optional<String> wanted) {
        return wanted.or(config::namespace)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> text(kind, "namespace"));
    }

    private Path file(String name) {
        return config.serviceAccount().resolve(name);
    }

    private String text(Kind kind, String name) {
        try {
            return BoundedFile.utf8(BoundedFile.read(file(name), BoundedFile.USUAL))
                    .strip();
        } catch (IOException e) {
            throw new EndpointException("Kubernetes cannot be asked for " + kind.noun() + "s: the file " + name
                    + " of the service account " + BoundedFile.why(e) + "; check automountServiceAccountToken, or "
                    + kind.alternative());
        }
    }

    private static Optional<Found> found(Kind kind, String place, HttpReply reply) {
        return switch (reply) {
            case Answered answer ->
                switch (answer.status()) {
                    case 200 -> Optional.of(new Found(place, answer.text()));
                    case 404 -> {
                        if (isNotFound(kind, answer.text())) {
                            yield Optional.empty();
                        }
                        throw unreadable(
                                place, "HTTP 404, but not of a " + kind.noun() + "; is it Kubernetes that answers?");
                    }
                    case 401 ->
                        throw unreadable(place, "Kubernetes does not take the token of the service account (HTTP 401)");
                    case 403 ->
                        throw unreadable(
                                place,
                                "Kubernetes forbids it (HTTP 403), so it is not known whether there is such a "
                                        + kind.noun() + "; " + kind.remedy() + "; or " + kind.alternative());
                    default ->
                        throw new PassingException(unreadable(place, "Kubernetes answered HTTP " + answer.status()));
                };
            case Unanswered(ConnectionFailure failure) ->
                throw new PassingException(unreadable(place, "Kubernetes gives no answer: " + failure.cause()));
        };
    }

    /** Any other 404 may be from a proxy, or from another API. */
    private static boolean isNotFound(Kind kind, String json) {
        try {
            JsonNode status = JSON.readTree(json);
            return status.path("reason").asText().equals("NotFound")
                    && status.at("/details/kind").asText().equals(kind.plural());
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
