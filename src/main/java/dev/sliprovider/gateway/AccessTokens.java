package dev.sliprovider.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Access tokens of OAuth's client credentials grant; one is used until shortly before it expires. */
final class AccessTokens {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_MARGIN = 30;
    /** Of a token that does not say how long it lasts, in seconds; one that ends earlier is noticed by its refusal. */
    private static final long USUAL_LIFE = 300;

    private final OauthClient client;
    private final Function<URI, TokenApi> apis;
    private Optional<String> token = Optional.empty();
    private long refreshAt;
    private Uni<String> fetching;
    private Optional<URI> endpoint;

    /** @param apis makes clients, with whatever is said of certificates */
    AccessTokens(OauthClient client, Function<URI, TokenApi> apis) {
        this.client = client;
        this.apis = apis;
        this.endpoint = client.isDiscovery() ? Optional.empty() : Optional.of(client.address());
    }

    /** @return a token; fails with {@link LoginException} */
    synchronized Uni<String> current() {
        if (fetching != null) {
            return fetching;
        }
        if (token.isPresent() && System.nanoTime() - refreshAt < 0) {
            return Uni.createFrom().item(token.get());
        }
        // Memoized: whoever comes meanwhile waits for the same token.
        fetching = tokenEndpoint()
                .flatMap(url -> send(url, apis.apply(url).token(client.basic(), client.form())))
                .map(this::read)
                .onFailure(Failed.class)
                .transform(Throwable::getCause)
                .onTermination()
                .invoke(this::fetched)
                .memoize()
                .indefinitely();
        return fetching;
    }

    /** The token was refused; the next one is a new one. */
    synchronized void refused(String value) {
        token = token.filter(known -> !known.equals(value));
    }

    private synchronized void fetched() {
        fetching = null;
    }

    private synchronized Uni<URI> tokenEndpoint() {
        return endpoint.map(Uni.createFrom()::item).orElseGet(() -> send(
                        client.address(), apis.apply(client.address()).discover())
                .map(this::discovered));
    }

    private synchronized URI discovered(JsonNode document) {
        try {
            URI found = Gateway.address("", document.path("token_endpoint").asText());
            endpoint = Optional.of(found);
            return found;
        } catch (IllegalArgumentException e) {
            throw failed(client.address(), "names no token_endpoint");
        }
    }

    private synchronized String read(JsonNode answer) {
        String value = answer.path("access_token").asText();
        if (value.isEmpty()) {
            throw failed(endpoint.orElseThrow(), "answered without an access_token");
        }
        long life = Math.max(0, answer.path("expires_in").asLong(USUAL_LIFE));
        long margin = Math.min(LONGEST_MARGIN, life / 2);
        refreshAt = System.nanoTime() + Duration.ofSeconds(life - margin).toNanos();
        token = Optional.of(value);
        return value;
    }

    private static Uni<JsonNode> send(URI url, Uni<Response> request) {
        return request.ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .transform(failure -> failed(url, "gives no answer (" + Gateway.why(failure) + ")"))
                .map(response -> json(url, response));
    }

    private static JsonNode json(URI url, Response response) {
        try (response) {
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            if (response.getStatus() != 200) {
                int status = response.getStatus();
                throw failed(url, "answered HTTP " + status + whatToDo(status));
            }
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw failed(url, "answered something else than JSON");
        }
    }

    private static String whatToDo(int status) {
        return switch (status) {
            case 400, 401, 403 -> "; check OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET and OAUTH_SCOPES";
            case 408, 429 -> "";
            default -> status >= 500 ? "" : "; check OAUTH_TOKEN_URL or OAUTH_DISCOVERY";
        };
    }

    /** Carries the checked exception through stages that throw none. */
    private static final class Failed extends RuntimeException {
        Failed(LoginException cause) {
            super(cause);
        }
    }

    private static Failed failed(URI url, String why) {
        return new Failed(new LoginException("no access token: " + Gateway.describe(url) + " " + why));
    }
}
