package dev.sliprovider.prometheus;

import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Classifies an unsuccessful response by its status and by Prometheus' error in its body. */
public final class StatusFailure {

    /** Statuses that determine the failure by themselves. */
    private static final Set<Integer> TELLING = Set.of(401, 403, 408, 429);

    /** Thanos' text for an unreadable store, if partial responses are disabled. */
    private static final Pattern STORE_UNAVAILABLE = Pattern.compile("rpc error: code = (?:Aborted|Unavailable)\\b");
    /** Maximum characters of a server's error type. */
    private static final int WORD = 60;

    /** VictoriaMetrics repeats the query before the reason. */
    private static final Pattern REPEATED_QUERY = Pattern.compile(
            "(?s)^(?:error when executing |cannot execute )?query=\"(?:[^\"\\\\]++|\\\\.)*+\"(?: (?:for|on) \\([^)]*+\\))?: ");

    private static final Pattern UNPARSABLE = Pattern.compile(
            "cannot parse|parse error|unparsed data|unsupported function|unexpected token|unexpected number of args");
    private static final Pattern LIMIT_OF_VICTORIA_METRICS = Pattern.compile(
            "-search\\.max|number of matching timeseries exceeds|too many points for|too long query|cannot select more than");
    /** The servers' texts for an empty query; this program never sends one. */
    private static final Pattern LOST = Pattern.compile(
            "no expression found in input|missing [`'\"]?query[`'\"]? (?:arg|parameter)|missing parameter [`'\"]?query"
                    + "|cannot parse (?:\"\"|''|``) to a valid timestamp|invalid parameter \"time\": cannot parse \"\"|empty query");

    private static final Duration LONG = Duration.ofDays(1);
    /** A longer pause is ignored. */
    private static final Duration LONGEST = Duration.ofDays(365);
    /** Maximum characters of a challenge in a message. */
    private static final int CHALLENGE = 120;
    /** Prometheus' text in agent mode, in which it answers no queries. */
    private static final String AGENT = "unavailable with Prometheus Agent";

    private StatusFailure() {}

    /**
     * Prometheus' own error, as its API reports it.
     *
     * @param error text of the error
     */
    static QueryFailure ofApi(int status, String errorType, String error, Optional<String> retryAfter) {
        String reason = REPEATED_QUERY.matcher(error).replaceFirst("");
        // VictoriaMetrics sends the status as the type of the error.
        String said =
                (errorType.matches("\\d{3}") ? "the server says" : "Prometheus says " + Excerpt.of(errorType, WORD))
                        + (reason.isBlank() ? "" : ": " + Excerpt.ofReason(reason));
        if (STORE_UNAVAILABLE.matcher(error).find()) {
            return Kind.PARTIAL_REFUSED.failure(Kind.PARTIAL_REFUSED.says() + " (" + Excerpt.ofReason(error) + ")");
        }
        if (isQueryLost(error)) {
            return Kind.QUERY_LOST.failure(Kind.QUERY_LOST.says() + ": " + said);
        }
        if (isWrongPath(error)) {
            return Kind.NOT_FOUND.failure("HTTP " + status + " (" + Excerpt.ofReason(error) + ")");
        }
        if (isTimeout(error)) {
            return Kind.QUERY_TIMEOUT.failure(said);
        }
        if (error.contains(AGENT)) {
            return Kind.QUERY_FAILED.failure(
                    said
                            + "; it runs in agent mode and answers no queries: use the server that it writes to (remote_write)");
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
                status == 200 || status == 400 || status == 422
                        ? ofOtherServer(error).failure(said)
                        : of(status, said, retryAfter);
        };
    }

    private static Kind ofOtherServer(String error) {
        if (isLimit(error)) {
            return Kind.LIMIT_EXCEEDED;
        }
        return UNPARSABLE.matcher(error).find() ? Kind.QUERY_REJECTED : Kind.QUERY_FAILED;
    }

    /** @return whether the server reports a missing query although one was sent */
    static boolean isQueryLost(String error) {
        return LOST.matcher(error).find();
    }

    /** VictoriaMetrics and vmauth answer HTTP 400 for a path that they do not know. */
    private static boolean isWrongPath(String error) {
        return error.contains("unsupported path requested") || error.contains("missing route for");
    }

    private static boolean isTimeout(String error) {
        return error.contains("context deadline exceeded") || error.contains("timeout exceeded during query execution");
    }

    /** Mimir has a code for each limit and names its setting; other servers have a text. */
    private static boolean isLimit(String error) {
        return error.contains("err-mimir-max-")
                || error.contains("too many samples")
                || LIMIT_OF_VICTORIA_METRICS.matcher(error).find()
                || error.matches("(?s).*\\bmax number of \\w+ limit.*");
    }

    /**
     * An HTTP status other than 2xx that is not explained by Prometheus.
     *
     * @param text of the body
     */
    public static QueryFailure of(int status, String text, Optional<String> retryAfter) {
        String said = "HTTP " + status + (text.isBlank() ? "" : " (" + Excerpt.ofReason(text) + ")");
        if ((status == 400 || status == 422 || status == 500) && isQueryLost(text)) {
            return Kind.QUERY_LOST.failure(Kind.QUERY_LOST.says() + ": " + said);
        }
        Optional<Duration> pause = retryAfter.flatMap(StatusFailure::duration);
        return switch (status) {
            case 304 ->
                Kind.OTHER_STATUS.failure(said + "; a cache in front of the server answers for it, and has no value");
            case 400 -> badRequest(text).failure(said);
            case 401 -> (text.contains("no org id") ? Kind.TENANT_MISSING : Kind.UNAUTHENTICATED).failure(said);
            case 403 -> Kind.FORBIDDEN.failure(said);
            case 404 -> Kind.NOT_FOUND.failure(said);
            case 407 -> Kind.PROXY_UNAUTHENTICATED.failure(Kind.PROXY_UNAUTHENTICATED.says() + " (HTTP 407)");
            case 408 -> Kind.REQUEST_TIMEOUT.after(pause, said + wanted(pause));
            case 413, 414 ->
                Kind.OTHER_STATUS.failure(said + "; the query is too long for what stands in front of the server");
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

    private static Kind badRequest(String text) {
        if (text.contains("No required SSL certificate") || text.contains("The SSL certificate error")) {
            return Kind.CLIENT_CERTIFICATE_NEEDED;
        }
        if (isWrongPath(text)) {
            return Kind.NOT_FOUND;
        }
        return text.contains("HTTP request to an HTTPS server")
                        || text.contains("plain HTTP request was sent to HTTPS port")
                ? Kind.TLS_WANTED
                : Kind.OTHER_STATUS;
    }

    /**
     * A redirect. It is not followed, because it could send the credentials to another server.
     *
     * @param location its target; the message contains only parts that cannot be credentials
     */
    public static QueryFailure ofRedirect(int status, Optional<String> location) {
        return Kind.REDIRECTED.failure(
                "HTTP " + status + location.map(HttpAddress::redirect).orElse(""));
    }

    /** @return the failure with the server's challenge, if there is one */
    public static QueryFailure challenged(QueryFailure failure, Optional<String> challenge) {
        return failure.kind() == Kind.UNAUTHENTICATED && challenge.isPresent()
                ? failure.kind()
                        .failure(failure.cause() + ", the server asks for " + Excerpt.of(challenge.get(), CHALLENGE))
                : failure;
    }

    /**
     * @param target that was asked
     * @return the failure with the forward proxy in between, if it may have answered itself: nothing tells
     */
    public static QueryFailure doubted(QueryFailure failure, Target target, Answered answer) {
        return ForwardProxy.of(target)
                .mayHaveAnswered(answer)
                .map(proxy -> failure.kind()
                        .after(
                                failure.retryAfter(),
                                failure.cause() + ", through the proxy " + proxy + ", which may have answered itself"))
                .orElse(failure);
    }

    private static String wanted(Optional<Duration> pause) {
        return pause.filter(wait -> !wait.isZero())
                .map(wait -> "; the server asks to wait "
                        + (wait.compareTo(LONG) > 0 ? "more than a day" : Math.max(1, wait.toSeconds()) + " s"))
                .orElse("");
    }

    /** Retry-After: seconds, or an HTTP date (RFC 9110, 10.2.3). */
    private static Optional<Duration> duration(String retryAfter) {
        String text = retryAfter.strip();
        if (text.matches("\\d{1,18}")) {
            return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds())));
        }
        try {
            Duration wait = Duration.between(
                    ZonedDateTime.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
