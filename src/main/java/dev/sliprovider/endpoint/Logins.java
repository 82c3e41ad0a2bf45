package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Reply.Answered;
import dev.sliprovider.endpoint.Reply.Unanswered;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.TokenRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code Authorization} header of an endpoint's requests. Access tokens are shared by all who log in the same way. */
@Singleton
final class Logins {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** So long a refusal counts for all: hundreds of queries must not knock with the same wrong secret. */
    private static final Duration REFUSAL = Duration.ofSeconds(2);

    private static final int CLIENTS = 1_000;
    private static final AccessTokens.Settings SETTINGS = new AccessTokens.Settings(
            "PROMETHEUS_OAUTH2_CLIENT_ID, PROMETHEUS_OAUTH2_CLIENT_SECRET and PROMETHEUS_OAUTH2_SCOPES",
            "PROMETHEUS_OAUTH2_TOKEN_URL");

    private final Connections connections;

    /** Those of changed secrets are not asked for any more, and go first. */
    private final Map<Login.ClientCredentials, Client> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Login.ClientCredentials, Client> eldest) {
            return size() > CLIENTS;
        }
    };

    Logins(Connections connections) {
        this.connections = connections;
    }

    /** @return value of the header; fails with {@link dev.sliprovider.oauth.LoginException} */
    Uni<Optional<String>> authorization(Login login) {
        return switch (login) {
            case Login.Anonymous none -> Uni.createFrom().item(Optional.empty());
            case Login.Authorization(Secret value) -> Uni.createFrom().item(Optional.of(value.reveal()));
            case Login.ClientCredentials credentials ->
                client(credentials).token().map(token -> Optional.of("Bearer " + token));
        };
    }

    /**
     * @param isFirst whether a new token may help; if it was refused, too, none does for a while
     * @return whether another header can be had than the one that was refused
     */
    boolean refused(Login login, Optional<String> value, boolean isFirst) {
        return login instanceof Login.ClientCredentials credentials
                && value.filter(header -> client(credentials).refused(header.substring("Bearer ".length()), isFirst))
                        .isPresent();
    }

    private synchronized Client client(Login.ClientCredentials credentials) {
        return clients.computeIfAbsent(
                credentials,
                key -> new Client(new AccessTokens(key.client(), new Requests(connections, key), SETTINGS)));
    }

    /** The tokens of one client, and its last refusal. */
    private static final class Client {

        private record Refusal(Throwable failure, long until) {}

        private final AccessTokens tokens;
        private volatile Refusal refusal = new Refusal(null, System.nanoTime());
        /** Until then a new token is as good as the one that is refused. */
        private volatile long uselessUntil = System.nanoTime();

        private Client(AccessTokens tokens) {
            this.tokens = tokens;
        }

        private boolean refused(String token, boolean isFirst) {
            if (!isFirst) {
                uselessUntil = System.nanoTime() + REFUSAL.toNanos();
            }
            if (uselessUntil - System.nanoTime() > 0) {
                return false;
            }
            tokens.refused(token);
            return true;
        }

        private Uni<String> token() {
            Refusal last = refusal;
            return last.until() - System.nanoTime() > 0
                    ? Uni.createFrom().failure(last.failure())
                    : tokens.current()
                            .onFailure()
                            .invoke(failure -> refusal = new Refusal(failure, System.nanoTime() + REFUSAL.toNanos()));
        }
    }

    /** Asks for tokens over the connections of the endpoints. */
    private record Requests(Connections connections, Login.ClientCredentials login) implements TokenRequests {

        @Override
        public Uni<Reply> get(URI address) {
            return send(Request.get(address, List.of(), TIMEOUT, login.tls(), login.proxy()));
        }

        @Override
        public Uni<Reply> post(URI address, String basic, byte[] form) {
            List<Header> headers =
                    basic.isEmpty() ? List.of() : List.of(new Header("Authorization", new Secret(basic)));
            String body = new String(form, StandardCharsets.US_ASCII);
            return send(new Request(
                    HttpMethod.POST, address, headers, Optional.of(body), TIMEOUT, login.tls(), login.proxy()));
        }

        private Uni<Reply> send(Request request) {
            return connections.send(request).flatMap(reply -> switch (reply) {
                case Answered answer -> Uni.createFrom().item(new Reply(answer.status(), answer.text()));
                case Unanswered(RequestFailure failure) -> Uni.createFrom().failure(new IOException(words(failure)));
            });
        }

        /** What is to be done about Prometheus does not help here. */
        private static String words(RequestFailure failure) {
            return switch (failure.kind()) {
                case UNKNOWN_AUTHORITY ->
                    failure.bareCause() + "; name its CA in PROMETHEUS_OAUTH2_TLS_CA or PROMETHEUS_OAUTH2_TLS_CA_FILE";
                case PROXY_LOGIN, PROXY_FAILED -> failure.cause();
                default -> failure.bareCause();
            };
        }
    }
}
