package dev.sliprovider.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.UnauthenticatedException;
import dev.sliprovider.oauth.TokenRequests.Reply;
import dev.sliprovider.waiting.SharedRead;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Access tokens of OAuth's client credentials grant (RFC 6749, 4.4). A token is used until shortly before it expires. */
public final class AccessTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_MARGIN = 30;
    /** Lifetime in seconds of a token without one; if it expires earlier, the server's rejection shows it. */
    private static final long USUAL_LIFE = 300;

    /** Pause between attempts to get a new token while the old one is still valid. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Longest lifetime in seconds. Some providers mean "forever" and send a number that overflows. */
    private static final long LONGEST_LIFE = Duration.ofDays(1).toSeconds();

    /**
     * Names of settings, for the remedy in messages.
     *
     * @param credentials names of the settings with id, secret and scopes
     * @param address names of the settings with the address
     */
    public record Settings(String credentials, String address) {}

    /**
     * A failed token request.
     *
     * @param until time on the clock of {@link System#nanoTime()} before which no further request is sent
     */
    private record Failure(Throwable why, long until) {}

    private final OauthClient client;
    private final TokenRequests http;
    private final Duration failuresHold;
    private final Settings settings;
    private final LongSupplier nanoTime;
    private Optional<String> token = Optional.empty();
    private long refreshAt;
    private long expiresAt;
    private Optional<Uni<String>> refresh = Optional.empty();
    private Optional<Failure> failed = Optional.empty();
    private volatile Optional<URI> endpoint;
    /** Whether the provider accepted id and secret in the form, not as Basic credentials, in the last request. */
    private volatile boolean isInForm;

    /**
     * @param http sends the requests
     * @param settings that define the client, for messages
     * @param failuresHold time for which a failure is the outcome of all further calls; zero to send a new request with
     *     the next call
     */
    public AccessTokens(OauthClient client, TokenRequests http, Settings settings, Duration failuresHold) {
        this(client, http, settings, failuresHold, System::nanoTime);
    }

    AccessTokens(
            OauthClient client, TokenRequests http, Settings settings, Duration failuresHold, LongSupplier nanoTime) {
        this.failuresHold = failuresHold;
        this.client = client;
        this.http = http;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.endpoint = client.isDiscovery() ? Optional.empty() : Optional.of(client.address());
    }

    /**
     * @return the current token at each subscription; fails with {@link UnauthenticatedException}. Concurrent callers share
     *     one request for a token, which continues if one of them cancels
     */
    public Uni<String> current() {
        return Uni.createFrom().deferred(this::knownOrFetched);
    }

    /** The server rejected this token: the next call fetches a new one. */
    public synchronized void refused(String value) {
        token = token.filter(known -> !known.equals(value));
    }

    private synchronized Uni<String> knownOrFetched() {
        if (refresh.isPresent()) {
            return refresh.get();
        }
        if (token.isPresent() && nanoTime.getAsLong() - refreshAt < 0) {
            return Uni.createFrom().item(token.get());
        }
        if (failed.isPresent() && nanoTime.getAsLong() - failed.get().until() < 0) {
            return Uni.createFrom().failure(failed.get().why());
        }
        // Shared, so it is not cancelled with one of its callers; the bounds of its requests end it.
        Uni<String> started = SharedRead.of(Uni.createFrom()
                .deferred(this::tokenEndpoint)
                .flatMap(url -> grant(url).flatMap(reply -> json(url, reply)).flatMap(answer -> keep(url, answer)))
                .onFailure()
                .recoverWithUni(this::stillGood)
                .onTermination()
                .invoke(this::ended));
        refresh = Optional.of(started);
        return started;
    }

    private synchronized void ended() {
        refresh = Optional.empty();
    }

    private Uni<URI> tokenEndpoint() {
        return endpoint.map(Uni.createFrom()::item).orElseGet(() -> answer(client.address(), http.get(client.address()))
                .flatMap(reply -> json(client.address(), reply))
                .flatMap(this::discovered));
    }

    private Uni<URI> discovered(JsonNode document) {
        try {
            URI found = HttpAddress.read("", document.path("token_endpoint").asText());
            endpoint = Optional.of(found);
            return Uni.createFrom().item(found);
        } catch (IllegalArgumentException e) {
            return failed(client.address(), "names no token_endpoint");
        }
    }

    /** Every provider must accept Basic credentials (RFC 6749, 2.3.1), but some accept the form only. */
    private Uni<Reply> grant(URI url) {
        if (isInForm) {
            return grantWithForm(url);
        }
        return answer(url, http.post(url, client.basic(), client.form()))
                .flatMap(reply -> isClientRefused(reply)
                        ? grantWithForm(url)
                        : Uni.createFrom().item(reply));
    }

    private Uni<Reply> grantWithForm(URI url) {
        return answer(url, http.post(url, "", client.formWithCredentials()))
                .invoke(reply -> isInForm = reply.status() == 200);
    }

    private static boolean isClientRefused(Reply reply) {
        return reply.status() == 401
                || reply.status() == 400
                        && parse(reply)
                                .filter(answer -> answer.path("error").asText().equals("invalid_client"))
                                .isPresent();
    }

    private synchronized Uni<String> keep(URI url, JsonNode answer) {
        String value = answer.path("access_token").asText("");
        if (value.isEmpty()) {
            return failed(url, "answered without an access_token");
        }
        if (!value.matches("[!-~]+")) {
            // The HTTP library would reject such a header with a message that contains the token.
            return failed(url, "answered with an access_token that cannot be sent in a header");
        }
        long life = Math.clamp(answer.path("expires_in").asLong(USUAL_LIFE), 0, LONGEST_LIFE);
        long margin = Math.min(LONGEST_MARGIN, life / 2);
        refreshAt = nanoTime.getAsLong() + Duration.ofSeconds(life - margin).toNanos();
        expiresAt = nanoTime.getAsLong() + Duration.ofSeconds(life).toNanos();
        token = Optional.of(value);
        return Uni.createFrom().item(value);
    }

    /** The old token is used while it is valid, if a new one cannot be fetched. */
    private synchronized Uni<String> stillGood(Throwable failure) {
        if (token.isEmpty() || nanoTime.getAsLong() - expiresAt >= 0) {
            // Set before the request counts as finished, so that the next caller finds this failure.
            failed = Optional.of(new Failure(failure, nanoTime.getAsLong() + failuresHold.toNanos()));
            return Uni.createFrom().failure(failure);
        }
        refreshAt = nanoTime.getAsLong() + PAUSE.toNanos();
        return Uni.createFrom().item(token.get());
    }

    private static Uni<Reply> answer(URI url, Uni<Reply> request) {
        return request.onFailure()
                .recoverWithUni(failure -> failed(url, "gives no answer (" + failure.getMessage() + ")"));
    }

    private Uni<JsonNode> json(URI url, Reply reply) {
        int status = reply.status();
        if (status != 200) {
            return failed(url, "answered HTTP " + status + whatToDo(status));
        }
        return parse(reply)
                .map(Uni.createFrom()::item)
                .orElseGet(() -> failed(url, "answered something else than JSON"));
    }

    private static Optional<JsonNode> parse(Reply reply) {
        try {
            return Optional.of(JSON.readTree(reply.body()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private String whatToDo(int status) {
        return switch (status) {
            case 400, 401, 403 -> "; check " + settings.credentials();
            case 408, 429 -> "";
            default -> status >= 500 ? "" : "; check " + settings.address();
        };
    }

    private static <T> Uni<T> failed(URI url, String why) {
        return Uni.createFrom()
                .failure(new UnauthenticatedException("no access token: " + HttpAddress.describe(url) + " " + why));
    }
}
