package dev.sliprovider.prometheus;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Secret;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.HttpTokenRequests;
import dev.sliprovider.prometheus.Credentials.ClientCredentials;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Authenticates the requests to an endpoint. All endpoints with the same credentials share an access token. */
@Singleton
final class Authenticator {

    private static final int CLIENTS = 1_000;
    private static final AccessTokens.Settings SETTINGS = new AccessTokens.Settings(
            "PROMETHEUS_OAUTH2_CLIENT_ID, PROMETHEUS_OAUTH2_CLIENT_SECRET and PROMETHEUS_OAUTH2_SCOPES",
            "PROMETHEUS_OAUTH2_TOKEN_URL");

    private final Connections connections;
    private final PrometheusConfig config;

    /** The least recently used tokens are removed first: those of replaced secrets. */
    private final Map<ClientCredentials, BearerTokens> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientCredentials, BearerTokens> eldest) {
            return size() > CLIENTS;
        }
    };

    Authenticator(Connections connections, PrometheusConfig config) {
        this.connections = connections;
        this.config = config;
    }

    Authentication of(Credentials credentials) {
        return switch (credentials) {
            case Credentials.None none -> Authentication.NONE;
            case Credentials.Authorization(Secret value) -> new FixedAuthorization(value);
            case ClientCredentials client -> tokens(client);
        };
    }

    private synchronized BearerTokens tokens(ClientCredentials credentials) {
        return tokens.computeIfAbsent(credentials, key -> {
            var route = new Route(key.tls(), key.proxy(), config.pool());
            var requests = new HttpTokenRequests(connections, address -> route, Authenticator::words);
            return new BearerTokens(
                    key.client(), new AccessTokens(key.client(), requests, SETTINGS, BearerTokens.REFUSAL));
        });
    }

    /** Most remedies for Prometheus do not apply to its OpenID provider. */
    private static String words(ConnectionFailure failure) {
        return switch (failure.kind()) {
            case UNKNOWN_AUTHORITY ->
                failure.cause() + "; name its CA in PROMETHEUS_OAUTH2_TLS_CA or PROMETHEUS_OAUTH2_TLS_CA_FILE";
            case PROXY_UNAUTHENTICATED, PROXY_FAILED -> QueryFailure.of(failure).text();
            default -> failure.cause();
        };
    }
}
