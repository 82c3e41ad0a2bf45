package dev.sliprovider.prometheus;

import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an answer that is no success means: by its status, and by what Prometheus says in it. */
public final class StatusFailure {

    /** Statuses that determine the failure by themselves. */
    private static final Set<Integer> TELLING = Set.of(401, 403, 408, 429);

    /** Thanos' words for a store that it cannot read, if it may not answer without it. */
    private static final Pattern STORE_UNAVAILABLE = Pattern.compile("rpc error: code = (?:Aborted|Unavailable)\\b");

    private StatusFailure() {}

    /**
     * Prometheus' own error, as its API reports it.
     *
     * @param error its words
     */
    static QueryFailure ofApi(int status, String errorType, String error, Optional<String> retryAfter) {
        String said = "Prometheus says " + errorType + ": " + Excerpt.of(error);
        if (STORE_UNAVAILABLE.matcher(error).find()) {
            return Kind.PARTIAL_REFUSED.failure(Kind.PARTIAL_REFUSED.says() + " (" + Excerpt.of(error) + ")");
        }
        if (TELLING.contains(status)) {
            return of(status, said, retryAfter);
        }
        Optional<Duration> pause = retryAfter.flatMap(StatusFailure::duration);
        return switch (errorType) {
            case "bad_data" -> Kind.QUERY_REJECTED.failure(said);
            case "timeout", "canceled" -> Kind.QUERY_TIMEOUT.after(pause, said);
            case "unavailable" -> Kind.UNAVAILABLE.after(pause, said);
            case "execution" -> (isLimit(error) ? Kind.LIMIT_EXCEEDED : Kind.QUERY_FAILED).failure(said);
            case "internal", "not_acceptable", "not_found" ->
                status >= 500 && status != 501 ? Kind.SERVER_ERROR.after(pause, said) : Kind.QUERY_FAILED.failure(said);
            default ->
                // VictoriaMetrics gives the status as the type of the error.
                status == 200 || status == 400 || status == 422
                        ? (isLimit(error) ? Kind.LIMIT_EXCEEDED : Kind.QUERY_FAILED).failure(said)
                        : of(status, said, retryAfter);
        };
    }

    /** Mimir gives each limit a code and names the setting behind it; the other servers have words for it. */
    private static boolean isLimit(String error) {
        return error.contains("err-mimir-max-")
                || error.contains("too many samples")
                || error.matches("(?s).*\\bmax number of \\w+ limit.*");
    }

    /**
     * An HTTP status other than 2xx that is not explained by Prometheus.
     *
     * @param text what the body says
     */
    public static QueryFailure of(int status, String text, Optional<String> retryAfter) {
        String said = "HTTP " + status + (text.isBlank() ? "" : " (" + Excerpt.of(text) + ")");
        Optional<Duration> pause = retryAfter.flatMap(StatusFailure::duration);
        return switch (status) {
            case 400 ->
                text.contains("HTTP request to an HTTPS server")
                        ? Kind.TLS_WANTED.failure(said)
                        : Kind.OTHER_STATUS.failure(said);
            case 401 -> (text.contains("no org id") ? Kind.TENANT_MISSING : Kind.UNAUTHENTICATED).failure(said);
            case 403 -> Kind.FORBIDDEN.failure(said);
            case 404 -> Kind.NOT_FOUND.failure(said);
            case 407 -> Kind.PROXY_UNAUTHENTICATED.failure(Kind.PROXY_UNAUTHENTICATED.says() + " (HTTP 407)");
            case 408 -> Kind.REQUEST_TIMEOUT.after(pause, said + wanted(pause));
            case 429 -> Kind.TOO_MANY_REQUESTS.after(pause, said + wanted(pause));
            case 503 -> Kind.OVERLOADED.after(pause, said + wanted(pause));
            case 501 -> Kind.NOT_IMPLEMENTED.failure(said);
            default -> {
                if (status > 200 && status < 300) {
                    yield Kind.OTHER_SUCCESS.failure(said);
                }
                if (status >= 500) {
                    yield Kind.SERVER_ERROR.after(pause, said + wanted(pause));
                }
                yield (status >= 300 && status < 400 ? Kind.REDIRECTED : Kind.OTHER_STATUS).failure(said);
            }
        };
    }

    /**
     * A redirect. It is not followed: credentials go to the address they are for.
     *
     * @param location where it points to; only what cannot have a credential of it is shown
     */
    static QueryFailure ofRedirect(int status, Optional<String> location) {
        return Kind.REDIRECTED.failure(
                "HTTP " + status + location.map(StatusFailure::address).orElse(""));
    }

    private static String address(String location) {
        try {
            URI uri = new URI(location);
            return " to " + (uri.getRawAuthority() == null ? uri.getRawPath() : HttpAddress.describe(uri));
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String wanted(Optional<Duration> pause) {
        return pause.filter(wait -> !wait.isZero())
                .map(wait -> "; the server asks to wait " + Math.max(1, wait.toSeconds()) + " s")
                .orElse("");
    }

    /** Retry-After: seconds, or an HTTP date (RFC 9110, 10.2.3). */
    private static Optional<Duration> duration(String retryAfter) {
        String text = retryAfter.strip();
        if (text.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Duration wait = Duration.between(
                    ZonedDateTime.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
