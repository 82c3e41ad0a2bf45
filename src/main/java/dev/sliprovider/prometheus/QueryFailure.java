package dev.sliprovider.prometheus;

import static dev.sliprovider.prometheus.FailureHandling.ANSWERED;
import static dev.sliprovider.prometheus.FailureHandling.ANSWERED_FOR_NOW;
import static dev.sliprovider.prometheus.FailureHandling.CREDENTIALS_REFUSED;
import static dev.sliprovider.prometheus.FailureHandling.DOWN;
import static dev.sliprovider.prometheus.FailureHandling.GIVEN_UP;
import static dev.sliprovider.prometheus.FailureHandling.MISCONFIGURED;
import static dev.sliprovider.prometheus.FailureHandling.OURS;
import static dev.sliprovider.prometheus.FailureHandling.SLOW;
import static dev.sliprovider.prometheus.FailureHandling.THROTTLED;
import static dev.sliprovider.prometheus.FailureHandling.UNSUPPORTED;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.sli.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * The reason why a query has no usable result. The kinds are the table of all failures, each with its reason for an
 * indicator, its remedy and its handling.
 *
 * @param kind of the failure
 * @param retryAfter the server's {@code Retry-After}, if there is one
 * @param cause a sentence for people, without indicator, query, endpoint and remedy
 * @param remedy what to do; empty if the cause contains it, or if the failure passes by itself
 */
public record QueryFailure(Kind kind, Optional<Duration> retryAfter, String cause, String remedy) {

    /** The kinds of failures; {@code docs/errors.md} has a row for each. */
    public enum Kind {
        NAME_NOT_RESOLVED(Reason.UNREACHABLE, DOWN, "check the endpoint's URL"),
        NO_ROUTE(Reason.UNREACHABLE, DOWN, "check host and network policies"),
        CONNECTION_REFUSED(Reason.UNREACHABLE, DOWN, "check host and port and that Prometheus runs"),
        CONNECT_TIMEOUT(Reason.TIMEOUT, DOWN, "check host, port and network policies"),
        CONNECTION_BROKEN(Reason.UNREACHABLE, DOWN, ""),
        NOT_HTTP(Reason.UNREACHABLE, DOWN, "check host and port"),
        UNKNOWN_AUTHORITY(
                Reason.UNREACHABLE, MISCONFIGURED, "name its CA in PROMETHEUS_TLS_CA or PROMETHEUS_TLS_CA_FILE"),
        CERTIFICATE_EXPIRED(Reason.UNREACHABLE, MISCONFIGURED, "renew it, or set the clock that is wrong"),
        CERTIFICATE_FOR_ANOTHER_HOST(
                Reason.UNREACHABLE,
                MISCONFIGURED,
                "use the name that is in it, in the URL or in PROMETHEUS_TLS_SERVER_NAME"),
        CLIENT_CERTIFICATE_NEEDED(Reason.UNAUTHORIZED, OURS, "check PROMETHEUS_TLS_CERT and PROMETHEUS_TLS_KEY"),
        NO_TLS(Reason.UNREACHABLE, MISCONFIGURED, "check the port, or begin the URL with http://"),
        TLS_FAILED(Reason.UNREACHABLE, MISCONFIGURED, "check the certificate and the port"),
        PROXY_UNAUTHENTICATED(
                Reason.UNREACHABLE,
                MISCONFIGURED,
                "give them in the URL of PROMETHEUS_PROXY_URL, HTTP_PROXY or HTTPS_PROXY, as http://user:password@host:port"),
        PROXY_FAILED(
                Reason.UNREACHABLE,
                SLOW,
                "check PROMETHEUS_PROXY_URL, or HTTP_PROXY and HTTPS_PROXY, and the rules of the proxy"),
        NO_ANSWER_IN_TIME(Reason.TIMEOUT, GIVEN_UP, "make the query cheaper, or raise sli-provider.prometheus.timeout"),
        NO_ACCESS_TOKEN(Reason.UNAUTHORIZED, OURS, ""),
        OVERSIZE_HEADER(Reason.OVERSIZE_ANSWER, ANSWERED, "look at what stands in front of Prometheus"),
        OVERSIZE_ANSWER(Reason.OVERSIZE_ANSWER, ANSWERED, "aggregate in the query, for example with sum(...)"),
        TLS_WANTED(Reason.UNEXPECTED_STATUS, OURS, "the server speaks TLS at this port", "begin the URL with https://"),
        DEADLINE(Reason.TIMEOUT, OURS, "the deadline of the event was reached", ""),
        CIRCUIT_OPEN(
                Reason.UNREACHABLE,
                SLOW,
                "not queried: circuit open",
                "look at Prometheus; it is queried again in a few seconds"),
        UNAUTHENTICATED(
                Reason.UNAUTHORIZED,
                CREDENTIALS_REFUSED,
                "HTTP 401",
                "the credentials for this endpoint are missing, wrong, or not enough"),
        FORBIDDEN(
                Reason.UNAUTHORIZED,
                CREDENTIALS_REFUSED,
                "HTTP 403",
                "the credentials for this endpoint are missing, wrong, or not enough"),
        TENANT_MISSING(
                Reason.UNAUTHORIZED,
                CREDENTIALS_REFUSED,
                "the server requires a tenant",
                "give it in PROMETHEUS_HEADERS, as X-Scope-OrgID: <tenant>"),
        NOT_FOUND(
                Reason.UNEXPECTED_STATUS,
                ANSWERED,
                "HTTP 404",
                "there is no query API at this address: check host, port and path prefix (such as /prometheus)"),
        REDIRECTED(
                Reason.UNEXPECTED_STATUS,
                ANSWERED,
                "HTTP 3xx",
                "redirects are not followed: use the address it points to"),
        REQUEST_TIMEOUT(Reason.TIMEOUT, ANSWERED_FOR_NOW, "HTTP 408", ""),
        TOO_MANY_REQUESTS(Reason.TOO_MANY_REQUESTS, THROTTLED, "HTTP 429", ""),
        OTHER_STATUS(Reason.UNEXPECTED_STATUS, ANSWERED, "HTTP 4xx", ""),
        OTHER_SUCCESS(
                Reason.UNEXPECTED_STATUS,
                ANSWERED,
                "HTTP 2xx other than 200",
                "Prometheus answers with 200 only: check the proxy or cache in front of it"),
        NOT_IMPLEMENTED(Reason.SERVER_ERROR, UNSUPPORTED, "HTTP 501", ""),
        SERVER_ERROR(Reason.SERVER_ERROR, DOWN, "HTTP 5xx", ""),
        OVERLOADED(Reason.SERVER_ERROR, FailureHandling.OVERLOADED, "HTTP 503", ""),
        QUERY_REJECTED(Reason.QUERY_REJECTED, ANSWERED, "Prometheus says bad_data", ""),
        QUERY_LOST(
                Reason.UNEXPECTED_STATUS,
                ANSWERED,
                "the query did not arrive at the server",
                "what stands in front of it drops the query; look there, or set sli-provider.prometheus.method to get"),
        QUERY_FAILED(Reason.QUERY_FAILED, ANSWERED, "Prometheus says execution", ""),
        LIMIT_EXCEEDED(
                Reason.QUERY_FAILED, ANSWERED, "a limit of the server", "make the query cheaper, or raise the limit"),
        QUERY_TIMEOUT(Reason.TIMEOUT, ANSWERED_FOR_NOW, "Prometheus says timeout", ""),
        UNAVAILABLE(Reason.SERVER_ERROR, FailureHandling.OVERLOADED, "Prometheus says unavailable", ""),
        EMPTY_ANSWER(Reason.EMPTY_ANSWER, ANSWERED_FOR_NOW, "the answer has no body", ""),
        HTML_ANSWER(
                Reason.NOT_JSON,
                ANSWERED,
                "the answer is an HTML page, not JSON",
                "a login page or a proxy stands in front of Prometheus, or the path is wrong"),
        NOT_JSON(Reason.NOT_JSON, ANSWERED, "the answer is not JSON", ""),
        TRUNCATED_ANSWER(Reason.TRUNCATED_ANSWER, ANSWERED_FOR_NOW, "the answer ends", ""),
        UNEXPECTED_JSON(
                Reason.UNEXPECTED_JSON, ANSWERED, "the answer is JSON, but not that of Prometheus' query API", ""),
        OTHER_TIME(
                Reason.OTHER_TIME,
                ANSWERED,
                "the sample is of another time",
                "check the cache or proxy in front of Prometheus"),
        PARTIAL_ANSWER(
                Reason.PARTIAL_RESPONSE,
                ANSWERED,
                "the server read a part of the data only",
                "look at what it warns of; PROMETHEUS_PARTIAL_RESPONSE=warn takes such values of this endpoint"),
        PARTIAL_REFUSED(
                Reason.PARTIAL_RESPONSE,
                ANSWERED_FOR_NOW,
                "the server could not read all of the data",
                "look at the stores that it names");

        private final Reason reason;
        private final FailureHandling handling;
        private final String says;
        private final String remedy;

        Kind(Reason reason, FailureHandling handling, String says, String remedy) {
            this.reason = reason;
            this.handling = handling;
            this.says = says;
            this.remedy = remedy;
        }

        /** A failure of the connection, with the name and the text of its {@link ConnectionFailure.Kind}. */
        Kind(Reason reason, FailureHandling handling, String remedy) {
            this.reason = reason;
            this.handling = handling;
            this.says = ConnectionFailure.Kind.valueOf(name()).says();
            this.remedy = remedy;
        }

        /** @return the reason for an indicator */
        public Reason reason() {
            return reason;
        }

        /** @return whether the query is retried */
        public boolean isRepeated() {
            return handling.isRepeated();
        }

        /** @return whether the credentials are missing, wrong or insufficient */
        public boolean isCredentialsRefused() {
            return handling == CREDENTIALS_REFUSED;
        }

        FailureHandling handling() {
            return handling;
        }

        /** @return the sentence for the failure, if no details are known */
        public String says() {
            return says;
        }

        /** @return what to do; empty if the sentence contains it, or if the failure passes by itself */
        public String remedy() {
            return remedy;
        }

        /** @return the failure without details */
        public QueryFailure failure() {
            return failure(says);
        }

        /** @return the failure with its own cause */
        public QueryFailure failure(String cause) {
            return after(Optional.empty(), cause);
        }

        /** @return the failure with the server's {@code Retry-After} */
        QueryFailure after(Optional<Duration> retryAfter, String cause) {
            return new QueryFailure(this, retryAfter, cause, remedy);
        }
    }

    /** @return the same failure of a connection */
    public static QueryFailure of(ConnectionFailure failure) {
        return Kind.valueOf(failure.kind().name()).failure(failure.cause());
    }

    /** @return the failure of a query without time left */
    static QueryFailure noTimeLeft(String phase) {
        return Kind.DEADLINE.failure(Kind.DEADLINE.says() + " while " + phase);
    }

    /** @return see {@link Kind#reason} */
    public Reason reason() {
        return kind.reason();
    }

    /** @return cause and remedy in one sentence */
    public String text() {
        return remedy.isEmpty() ? cause : cause + "; " + remedy;
    }
}
