package dev.sliprovider.prometheus;

import dev.sliprovider.sli.Reason;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a query got no result: the one place that classifies what can go wrong between us and Prometheus.
 *
 * @param reason the kind
 * @param passing whether asking again may help
 * @param retryAfter how long the server wants to be left alone
 * @param cause a sentence for people, without indicator, query and endpoint
 */
public record QueryFailure(Reason reason, boolean passing, Optional<Duration> retryAfter, String cause) {

    private static final int QUOTE_LENGTH = 300;
    /** Statuses that say what is the matter, whatever kind of error the body names. */
    private static final Set<Integer> TELLING = Set.of(401, 403, 408, 429);

    static QueryFailure lasting(Reason reason, String cause) {
        return new QueryFailure(reason, false, Optional.empty(), cause);
    }

    static QueryFailure passing(Reason reason, String cause) {
        return new QueryFailure(reason, true, Optional.empty(), cause);
    }

    /** Prometheus' own error, as its API reports it. */
    static QueryFailure ofApi(int status, String errorType, String error, Optional<String> retryAfter) {
        String said = "Prometheus says " + errorType + ": " + quote(error);
        if (TELLING.contains(status)) {
            return ofStatus(status, said, retryAfter);
        }
        Optional<Duration> pause = retryAfter.flatMap(QueryFailure::duration);
        return switch (errorType) {
            case "bad_data" -> lasting(Reason.QUERY_REJECTED, said);
            case "timeout", "canceled" -> new QueryFailure(Reason.TIMEOUT, true, pause, said);
            case "unavailable" -> new QueryFailure(Reason.SERVER_ERROR, true, pause, said);
            case "execution" -> lasting(Reason.QUERY_FAILED, said);
            case "internal", "not_acceptable", "not_found" ->
                status >= 500 && status != 501
                        ? new QueryFailure(Reason.SERVER_ERROR, true, pause, said)
                        : lasting(Reason.QUERY_FAILED, said);
            default ->
                status >= 200 && status < 300 ? lasting(Reason.QUERY_FAILED, said) : ofStatus(status, said, retryAfter);
        };
    }

    /** An HTTP status other than 2xx that is not explained by Prometheus. */
    static QueryFailure ofStatus(int status, String text, Optional<String> retryAfter) {
        String said = "HTTP " + status + (text.isBlank() ? "" : " (" + quote(text) + ")");
        Optional<Duration> pause = retryAfter.flatMap(QueryFailure::duration);
        return switch (status) {
            case 401, 403 ->
                lasting(
                        Reason.UNAUTHORIZED,
                        said + "; the credentials for this endpoint are missing, wrong, or not enough");
            case 404 ->
                lasting(
                        Reason.UNEXPECTED_STATUS,
                        said + "; there is no query API at this address: check host, port and path prefix");
            case 408 -> new QueryFailure(Reason.TIMEOUT, true, pause, said + wanted(pause));
            case 429 -> new QueryFailure(Reason.TOO_MANY_REQUESTS, true, pause, said + wanted(pause));
            case 501 -> lasting(Reason.SERVER_ERROR, said);
            default -> {
                if (status >= 500) {
                    yield new QueryFailure(Reason.SERVER_ERROR, true, pause, said + wanted(pause));
                }
                yield lasting(
                        Reason.UNEXPECTED_STATUS,
                        status >= 300 && status < 400
                                ? said + "; redirects are not followed: use the address it points to"
                                : said);
            }
        };
    }

    private static String wanted(Optional<Duration> pause) {
        return pause.filter(wait -> !wait.isZero())
                .map(wait -> "; it wants to be left alone for " + Math.max(1, wait.toSeconds()) + " s")
                .orElse("");
    }

    /** A failure of the connection, or of the name behind it. */
    static QueryFailure ofException(Throwable failure, String phase) {
        return switch (failure) {
            case UnknownHostException e ->
                passing(Reason.UNREACHABLE, "the host name cannot be resolved; check the endpoint's URL");
            case SSLException e ->
                lasting(
                        Reason.UNREACHABLE,
                        "the TLS connection failed: " + text(e) + "; check the certificate and the port");
            case TimeoutException e -> passing(Reason.TIMEOUT, "no answer in time while " + phase);
            case ConnectTimeoutException e ->
                passing(Reason.TIMEOUT, "no connection in time; check host, port and network policies");
            case ConnectException e ->
                passing(Reason.UNREACHABLE, "the connection was refused; check host and port and that Prometheus runs");
            case NoRouteToHostException e -> passing(Reason.UNREACHABLE, "there is no route to the host");
            default -> passing(Reason.UNREACHABLE, "the connection broke while " + phase + ": " + text(failure));
        };
    }

    static QueryFailure noTimeLeft(String phase) {
        return lasting(Reason.TIMEOUT, "the deadline of the event was reached while " + phase);
    }

    static String quote(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= QUOTE_LENGTH ? line : line.substring(0, QUOTE_LENGTH) + "…";
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : quote(message);
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
