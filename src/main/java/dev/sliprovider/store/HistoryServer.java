package dev.sliprovider.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.RefusedException;
import dev.sliprovider.history.UnusableNameException;
import dev.sliprovider.history.UnusableRecordException;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.KnownSecrets;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Secret;
import dev.sliprovider.waiting.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service that has a history, over HTTP (docs/history.md). A request waits on the thread of its caller. It is repeated
 * after failures that may be temporary: all requests can be repeated without another result.
 *
 * @param connections of the program
 * @param base address of the service
 * @param token that the service knows; without one it refuses
 * @param route to the service
 */
public record HistoryServer(Connections connections, URI base, Optional<Secret> token, Route route) {

    /** Limit of the body of a response, in bytes. */
    static final int LARGEST = 16 << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
    private static final int RETRIES = 3;

    /** Another attempt may succeed. */
    private static final class TemporaryException extends RuntimeException {
        TemporaryException(String message) {
            super(message);
        }
    }

    /** Status of HTTP. */
    private static final int FIRST_REDIRECT = 300;

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /**
     * Sends a request.
     *
     * @param path below the address of the service
     * @param parameters of the address
     * @param body JSON, if there is one
     * @return the body of the response, a JSON object
     * @throws HistoryException if the service cannot be reached, or refuses
     */
    JsonNode send(HttpMethod method, String path, Map<String, String> parameters, Optional<JsonNode> body)
            throws HistoryException {
        HttpRequest request = request(method, path, parameters, body.map(RecordJson::bytes));
        Uni<HttpReply.Answered> attempt = connections.send(request).map(this::answered);
        try {
            return read(
                    request,
                    BACKOFF.retry(attempt, RETRIES, TemporaryException.class::isInstance)
                            .await()
                            .indefinitely());
        } catch (TemporaryException e) {
            throw new HistoryException(
                    "the history at " + this + " cannot be used: " + e.getMessage()
                            + "; check the address and the service, or try again",
                    e);
        }
    }

    private HttpRequest request(HttpMethod method, String path, Map<String, String> parameters, Optional<byte[]> body) {
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        URI address = URI.create(base.toString().replaceAll("/+$", "") + path + (query.isEmpty() ? "" : "?" + query));
        var request = new HttpRequest(
                        method, address, List.<Header>of(), body, new HttpRequest.Limits(TIMEOUT, LARGEST), route)
                .with("Accept", "application/json");
        HttpRequest typed = body.isEmpty() ? request : request.with("Content-Type", "application/json");
        return token.isEmpty()
                ? typed
                : typed.with("Authorization", "Bearer " + token.get().reveal());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpReply.Answered answered(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Unanswered(ConnectionFailure failure) -> throw new TemporaryException(failure.cause());
            case HttpReply.Answered answer
            when answer.status() >= FIRST_SERVER_ERROR || answer.status() == 429 ->
                throw new TemporaryException("HTTP " + answer.status() + said(answer));
            case HttpReply.Answered answer -> answer;
        };
    }

    private JsonNode read(HttpRequest sent, HttpReply.Answered answer) throws HistoryException {
        if (answer.status() >= FIRST_ERROR) {
            throw refused(answer);
        }
        if (answer.status() >= FIRST_REDIRECT) {
            throw new RefusedException("the history at " + this + " is redirected"
                    + answer.header()
                            .apply("Location")
                            .map(HttpAddress::redirect)
                            .orElse("")
                    + "; give the address to which it leads");
        }
        try {
            JsonNode read = RecordJson.tree(answer.body(), LARGEST);
            if (!read.isObject()) {
                throw new UnusableRecordException("it is no JSON object");
            }
            return read;
        } catch (UnusableRecordException e) {
            throw new RefusedException("the answer of " + HttpAddress.describe(sent.address()) + " is no history: "
                    + e.getMessage() + "; give the address of a service whose gate has a token");
        }
    }

    private HistoryException refused(HttpReply.Answered answer) {
        String what = "HTTP " + answer.status() + said(answer);
        return switch (answer.status()) {
            case 400, 422 -> new UnusableNameException("the history at " + this + " refuses: " + what);
            case 401 ->
                new RefusedException("the history at " + this + " refuses the token, or there is none (HTTP 401);"
                        + " set SLI_PROVIDER_HISTORY_TOKEN, or give --history-token-file");
            case 404 ->
                new RefusedException("the history at " + this + " does not exist (" + what
                        + "); give the address of a service that has a history and tokens (sli-provider.gate.token)");
            default -> new RefusedException("the history at " + this + " refuses: " + what);
        };
    }

    /** @return what the server says, without what it may repeat of the request */
    private String said(HttpReply.Answered answer) {
        byte[] plain = KnownSecrets.of(token.stream().map(Secret::reveal), Stream.empty())
                .without(answer.body(), false);
        try {
            String detail = RecordJson.tree(plain).path("detail").asText();
            return detail.isEmpty() ? "" : ": " + Excerpt.of(detail);
        } catch (UnusableRecordException e) {
            String text = new String(plain, StandardCharsets.UTF_8);
            return text.isBlank() ? "" : ": " + Excerpt.of(text, 100);
        }
    }

    /** @return the address without credentials */
    @Override
    public String toString() {
        return HttpAddress.describe(base);
    }
}
