package dev.sliprovider.endpoint;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.sli.Reason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Why a request got no usable answer: the one place that classifies what can go wrong between us and a server. It is long
 * because it is the only one: the table of kinds stands beside the rules that choose among them.
 *
 * @param kind what it is, and with that whether asking again may help
 * @param retryAfter how long the server wants to be left alone
 * @param cause a sentence for people, without indicator, query and endpoint
 */
public record RequestFailure(Kind kind, Optional<Duration> retryAfter, String cause) {

    /** Everything that can go wrong; {@code docs/errors.md} has a row for each. */
    public enum Kind {
        NAME_NOT_RESOLVED(Reason.UNREACHABLE, true, "the host name cannot be resolved", "check the endpoint's URL"),
        NO_ROUTE(Reason.UNREACHABLE, true, "there is no route to the host", "check host and network policies"),
        CONNECTION_REFUSED(
                Reason.UNREACHABLE, true, "the connection was refused", "check host and port and that Prometheus runs"),
        CONNECT_TIMEOUT(Reason.TIMEOUT, true, "no connection in time", "check host, port and network policies"),
        CONNECTION_BROKEN(Reason.UNREACHABLE, true, "the connection broke", ""),
        UNKNOWN_AUTHORITY(
                Reason.UNREACHABLE,
                false,
                "the server's certificate is signed by nobody who is trusted",
                "name its CA in PROMETHEUS_TLS_CA or PROMETHEUS_TLS_CA_FILE"),
        CERTIFICATE_EXPIRED(
                Reason.UNREACHABLE,
                false,
                "the server's certificate is outside its time",
                "renew it, or set the clock that is wrong"),
        CERTIFICATE_FOR_ANOTHER_HOST(
                Reason.UNREACHABLE,
                false,
                "the server's certificate is for another host name",
                "use the name that is in it, in the URL or in PROMETHEUS_TLS_SERVER_NAME"),
        CLIENT_CERTIFICATE_NEEDED(
                Reason.UNAUTHORIZED,
                false,
                "the server does not take our client certificate, or wants one",
                "check PROMETHEUS_TLS_CERT and PROMETHEUS_TLS_KEY"),
        NO_TLS(
                Reason.UNREACHABLE,
                false,
                "the server does not speak TLS at this port",
                "check the port, or begin the URL with http://"),
        TLS_WANTED(
                Reason.UNEXPECTED_STATUS, false, "the server speaks TLS at this port", "begin the URL with https://"),
        TLS_FAILED(Reason.UNREACHABLE, false, "the TLS connection failed", "check the certificate and the port"),
        PROXY_LOGIN(
                Reason.UNREACHABLE,
                false,
                "the proxy wants credentials, or others",
                "give them in PROMETHEUS_PROXY_URL, as http://user:password@host:port"),
        PROXY_FAILED(Reason.UNREACHABLE, true, "the proxy did not connect", "check PROMETHEUS_PROXY_URL and its rules"),
        NO_ANSWER_IN_TIME(Reason.TIMEOUT, true, "no answer in time", ""),
        DEADLINE(Reason.TIMEOUT, false, "the deadline of the event was reached", ""),
        LEFT_ALONE(
                Reason.UNREACHABLE,
                true,
                "it was not asked, because the last requests to it failed",
                "look at Prometheus; it is asked again in a few seconds"),
        NO_ACCESS_TOKEN(Reason.UNAUTHORIZED, false, "no access token", ""),
        LOGIN_NEEDED(
                Reason.UNAUTHORIZED,
                false,
                "HTTP 401",
                "the credentials for this endpoint are missing, wrong, or not enough"),
        FORBIDDEN(
                Reason.UNAUTHORIZED,
                false,
                "HTTP 403",
                "the credentials for this endpoint are missing, wrong, or not enough"),
        NO_TENANT(
                Reason.UNAUTHORIZED,
                false,
                "the server wants to know the tenant",
                "give it in PROMETHEUS_HEADERS, as X-Scope-OrgID: <tenant>"),
        NOT_FOUND(
                Reason.UNEXPECTED_STATUS,
                false,
                "HTTP 404",
                "there is no query API at this address: check host, port and path prefix (such as /prometheus)"),
        REDIRECTED(
                Reason.UNEXPECTED_STATUS,
                false,
                "HTTP 3xx",
                "redirects are not followed: use the address it points to"),
        REQUEST_TIMEOUT(Reason.TIMEOUT, true, "HTTP 408", ""),
        TOO_MANY_REQUESTS(Reason.TOO_MANY_REQUESTS, true, "HTTP 429", ""),
        OTHER_STATUS(Reason.UNEXPECTED_STATUS, false, "HTTP 4xx", ""),
        NOT_IMPLEMENTED(Reason.SERVER_ERROR, false, "HTTP 501", ""),
        SERVER_ERROR(Reason.SERVER_ERROR, true, "HTTP 5xx", ""),
        OVERLOADED(Reason.SERVER_ERROR, true, "HTTP 503", ""),
        QUERY_REJECTED(Reason.QUERY_REJECTED, false, "Prometheus says bad_data", ""),
        QUERY_FAILED(Reason.QUERY_FAILED, false, "Prometheus says execution", ""),
        LIMIT_EXCEEDED(
                Reason.QUERY_FAILED, false, "a limit of the server", "make the query cheaper, or raise the limit"),
        QUERY_TIMEOUT(Reason.TIMEOUT, true, "Prometheus says timeout", ""),
        UNAVAILABLE(Reason.SERVER_ERROR, true, "Prometheus says unavailable", ""),
        EMPTY_ANSWER(Reason.EMPTY_ANSWER, true, "the answer has no body", ""),
        HTML_ANSWER(
                Reason.NOT_JSON,
                false,
                "the answer is an HTML page, not JSON",
                "a login page or a proxy stands in front of Prometheus, or the path is wrong"),
        NOT_JSON(Reason.NOT_JSON, false, "the answer is not JSON", ""),
        TRUNCATED_ANSWER(Reason.TRUNCATED_ANSWER, true, "the answer ends", ""),
        UNEXPECTED_JSON(Reason.UNEXPECTED_JSON, false, "the answer is JSON, but not that of Prometheus' query API", ""),
        PARTIAL_ANSWER(
                Reason.PARTIAL_RESPONSE,
                false,
                "the server read a part of the data only",
                "look at what it warns of; sli-provider.prometheus.partial-response=warn takes such values"),
        OVERSIZE_ANSWER(
                Reason.OVERSIZE_ANSWER,
                false,
                "the answer is larger than",
                "aggregate in the query, for example with sum(...)");

        private final Reason reason;
        private final boolean passing;
        private final String says;
        private final String remedy;

        Kind(Reason reason, boolean passing, String says, String remedy) {
            this.reason = reason;
            this.passing = passing;
            this.says = says;
            this.remedy = remedy;
        }

        /** @return what it means for an indicator */
        public Reason reason() {
            return reason;
        }

        /** @return whether asking again may help */
        public boolean passing() {
            return passing;
        }

        /** @return how its sentence begins, if nothing more special can be said */
        public String says() {
            return says;
        }

        /** @return what to do; empty if the sentence tells it, or time does */
        public String remedy() {
            return remedy;
        }

        /** @return the failure, with no more than this to be said */
        public RequestFailure failure() {
            return failure(says);
        }

        /** @return the failure in words of its own, and what to do */
        public RequestFailure failure(String cause) {
            return new RequestFailure(this, Optional.empty(), cause + (remedy.isEmpty() ? "" : "; " + remedy));
        }

        /** @return the failure, with the time after which asking again may help */
        public RequestFailure after(Optional<Duration> retryAfter, String cause) {
            return new RequestFailure(this, retryAfter, failure(cause).cause());
        }
    }

    private static final int QUOTE_LENGTH = 300;
    /** Statuses that say what is the matter, whatever kind of error the body names. */
    private static final Set<Integer> TELLING = Set.of(401, 403, 408, 429);

    private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");

    /** @return see {@link Kind#reason} */
    public Reason reason() {
        return kind.reason();
    }

    /** @return see {@link Kind#passing} */
    public boolean passing() {
        return kind.passing();
    }

    /** @return the cause without what to do, for servers that other settings are about */
    String bareCause() {
        String advice = "; " + kind.remedy();
        return cause.endsWith(advice) ? cause.substring(0, cause.length() - advice.length()) : cause;
    }

    /**
     * Prometheus' own error, as its API reports it.
     *
     * @param error its words
     */
    public static RequestFailure ofApi(int status, String errorType, String error, Optional<String> retryAfter) {
        String said = "Prometheus says " + errorType + ": " + quote(error);
        if (TELLING.contains(status)) {
            return ofStatus(status, said, retryAfter);
        }
        Optional<Duration> pause = retryAfter.flatMap(RequestFailure::duration);
        return switch (errorType) {
            case "bad_data" -> Kind.QUERY_REJECTED.failure(said);
            case "timeout", "canceled" -> Kind.QUERY_TIMEOUT.after(pause, said);
            case "unavailable" -> Kind.UNAVAILABLE.after(pause, said);
            case "execution" -> (isLimit(error) ? Kind.LIMIT_EXCEEDED : Kind.QUERY_FAILED).failure(said);
            case "internal", "not_acceptable", "not_found" ->
                status >= 500 && status != 501 ? Kind.SERVER_ERROR.after(pause, said) : Kind.QUERY_FAILED.failure(said);
            default ->
                // VictoriaMetrics gives the status as the type of the error.
                status >= 200 && status < 300 || status == 400 || status == 422
                        ? (isLimit(error) ? Kind.LIMIT_EXCEEDED : Kind.QUERY_FAILED).failure(said)
                        : ofStatus(status, said, retryAfter);
        };
    }

    /** Mimir gives each limit a code and names the setting behind it; the others have words for it. */
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
    public static RequestFailure ofStatus(int status, String text, Optional<String> retryAfter) {
        String said = "HTTP " + status + (text.isBlank() ? "" : " (" + quote(text) + ")");
        Optional<Duration> pause = retryAfter.flatMap(RequestFailure::duration);
        return switch (status) {
            case 400 ->
                text.contains("HTTP request to an HTTPS server")
                        ? Kind.TLS_WANTED.failure(said)
                        : Kind.OTHER_STATUS.failure(said);
            case 401 -> (text.contains("no org id") ? Kind.NO_TENANT : Kind.LOGIN_NEEDED).failure(said);
            case 403 -> Kind.FORBIDDEN.failure(said);
            case 404 -> Kind.NOT_FOUND.failure(said);
            case 407 -> Kind.PROXY_LOGIN.failure(Kind.PROXY_LOGIN.says() + " (HTTP 407)");
            case 408 -> Kind.REQUEST_TIMEOUT.after(pause, said + wanted(pause));
            case 429 -> Kind.TOO_MANY_REQUESTS.after(pause, said + wanted(pause));
            case 503 -> Kind.OVERLOADED.after(pause, said + wanted(pause));
            case 501 -> Kind.NOT_IMPLEMENTED.failure(said);
            default -> {
                if (status >= 500) {
                    yield Kind.SERVER_ERROR.after(pause, said + wanted(pause));
                }
                yield (status >= 300 && status < 400 ? Kind.REDIRECTED : Kind.OTHER_STATUS).failure(said);
            }
        };
    }

    /**
     * An answer that points elsewhere. It is not followed: credentials go to the address they are for.
     *
     * @param location where to; only what cannot have a credential of it is told
     */
    public static RequestFailure ofRedirect(int status, Optional<String> location) {
        String where = location.map(RequestFailure::address).orElse("");
        return Kind.REDIRECTED.failure("HTTP " + status + where);
    }

    private static String address(String location) {
        try {
            URI uri = new URI(location);
            return uri.getHost() == null ? " to " + uri.getRawPath() : " to " + HttpAddress.describe(uri);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String wanted(Optional<Duration> pause) {
        return pause.filter(wait -> !wait.isZero())
                .map(wait -> "; it wants to be left alone for " + Math.max(1, wait.toSeconds()) + " s")
                .orElse("");
    }

    /**
     * A failure of the connection, or of the name behind it.
     *
     * @param phase what was being done, as in "while connecting"
     */
    static RequestFailure ofException(Throwable failure, String phase) {
        return switch (failure) {
            case UnknownHostException e -> Kind.NAME_NOT_RESOLVED.failure();
            case ProxyConnectException e -> ofProxy(e);
            case NotSslRecordException e -> Kind.NO_TLS.failure();
            case SSLException e -> ofTls(e);
            // So an alert of TLS 1.3 that comes after the handshake.
            case DecoderException e when e.getCause() instanceof SSLException tls -> ofTls(tls);
            case TimeoutException e -> Kind.NO_ANSWER_IN_TIME.failure("no answer in time while " + phase);
            case ConnectTimeoutException e -> Kind.CONNECT_TIMEOUT.failure();
            case NoRouteToHostException e -> Kind.NO_ROUTE.failure();
            case ConnectException e -> Kind.CONNECTION_REFUSED.failure();
            default -> Kind.CONNECTION_BROKEN.failure("the connection broke while " + phase + ": " + text(failure));
        };
    }

    /** The library's text has the addresses, and nothing else. */
    private static RequestFailure ofProxy(ProxyConnectException e) {
        Matcher status = PROXY_STATUS.matcher(String.valueOf(e.getMessage()));
        if (!status.find()) {
            return Kind.PROXY_FAILED.failure();
        }
        return status.group(1).equals("407")
                ? ofStatus(407, "", Optional.empty())
                : Kind.PROXY_FAILED.failure("the proxy answered HTTP " + status.group(1));
    }

    private static RequestFailure ofTls(SSLException failure) {
        for (Throwable cause : causes(failure)) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof NotSslRecordException) {
                return Kind.NO_TLS.failure();
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return Kind.CERTIFICATE_EXPIRED.failure(Kind.CERTIFICATE_EXPIRED.says() + " (" + quote(said) + ")");
            }
            if (said.matches("(?s)No (?:name|subject) .*")) {
                return Kind.CERTIFICATE_FOR_ANOTHER_HOST.failure(
                        Kind.CERTIFICATE_FOR_ANOTHER_HOST.says() + " (" + quote(said) + ")");
            }
            if (said.contains("unable to find valid certification path")) {
                return Kind.UNKNOWN_AUTHORITY.failure();
            }
            if (said.matches(
                    "(?s)(?:Received fatal alert|\\(\\w+\\)).*(?:certificate|unknown_ca|access_denied|handshake_failure).*")) {
                return Kind.CLIENT_CERTIFICATE_NEEDED.failure(
                        Kind.CLIENT_CERTIFICATE_NEEDED.says() + " (" + quote(said) + ")");
            }
        }
        return Kind.TLS_FAILED.failure("the TLS connection failed: " + text(failure));
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.addFirst(cause);
        }
        return causes;
    }

    /** @return the failure of who has no time left */
    public static RequestFailure noTimeLeft(String phase) {
        return Kind.DEADLINE.failure("the deadline of the event was reached while " + phase);
    }

    /** @return the text in one line that is not too long */
    public static String quote(String text) {
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
