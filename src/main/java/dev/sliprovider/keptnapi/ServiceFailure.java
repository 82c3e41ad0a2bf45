package dev.sliprovider.keptnapi;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.ConnectionFailure.Kind;
import java.io.IOException;
import java.util.Optional;

/** A {@link ServiceClient} got no response. The message has the cause and the remedy, without secrets. */
public final class ServiceFailure extends IOException {

    private final Kind kind;

    /** @param trust the source of the trusted certificates for the server */
    ServiceFailure(ConnectionFailure failure, Trust trust) {
        super(words(failure, trust));
        this.kind = failure.kind();
    }

    /** @return the failure as a sentence with its remedy */
    static String words(ConnectionFailure failure, Trust trust) {
        String remedy = remedy(failure.kind(), trust);
        return remedy.isEmpty() ? failure.cause() : failure.cause() + "; " + remedy;
    }

    private static String remedy(Kind kind, Trust trust) {
        return switch (kind) {
            case UNKNOWN_AUTHORITY -> "name its CA with " + trust.setting();
            case CERTIFICATE_EXPIRED -> "renew it, or set the clock that is wrong";
            case CERTIFICATE_FOR_ANOTHER_HOST -> "use the name that is in it";
            case PROXY_UNAUTHENTICATED, PROXY_FAILED -> "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY";
            case NAME_NOT_RESOLVED,
                    NO_ROUTE,
                    CONNECTION_REFUSED,
                    CONNECT_TIMEOUT,
                    CONNECTION_BROKEN,
                    CLIENT_CERTIFICATE_NEEDED,
                    NO_TLS,
                    TLS_FAILED,
                    NO_ANSWER_IN_TIME,
                    NO_ACCESS_TOKEN,
                    NOT_HTTP,
                    OVERSIZE_HEADER,
                    OVERSIZE_ANSWER -> "";
        };
    }

    /** @return whether the response did not arrive in time */
    public static boolean isLate(Throwable failure) {
        return isOf(Kind.NO_ANSWER_IN_TIME, failure);
    }

    /** @return whether the response was larger than allowed, so that a retry does not help */
    public static boolean isOversize(Throwable failure) {
        return isOf(Kind.OVERSIZE_ANSWER, failure);
    }

    /** @return why there is no answer; of a bug nothing more, because its text may repeat what was sent */
    public static String why(Throwable failure) {
        return in(failure).map(Throwable::getMessage).orElse("internal error");
    }

    private static boolean isOf(Kind kind, Throwable failure) {
        return in(failure).filter(service -> service.kind == kind).isPresent();
    }

    /** The cause is searched in wrapped exceptions, too. */
    private static Optional<ServiceFailure> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServiceFailure service) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
