package dev.sliprovider.keptnapi;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.ConnectionFailure.Kind;
import java.io.IOException;

/** A {@link ServiceClient} has no answer. The message says why and what to do, for people and without anything secret. */
public final class ServiceFailure extends IOException {

    private final Kind kind;

    /** @param trust whose certificates count for the server that was asked */
    ServiceFailure(ConnectionFailure failure, Trust trust) {
        super(words(failure, trust));
        this.kind = failure.kind();
    }

    /** @return the failure in words, with what to do about it */
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
                    OVERSIZE_ANSWER -> "";
        };
    }

    /** @return whether the answer did not arrive in time */
    public static boolean isLate(Throwable failure) {
        return failure instanceof ServiceFailure service && service.kind == Kind.NO_ANSWER_IN_TIME;
    }

    /** @return whether the answer was larger than allowed, so that asking again does not help */
    public static boolean isOversize(Throwable failure) {
        return failure instanceof ServiceFailure service && service.kind == Kind.OVERSIZE_ANSWER;
    }

    /** @return why there is no answer; of a bug only its kind, because its text may repeat what was sent */
    public static String why(Throwable failure) {
        return failure instanceof ServiceFailure
                ? failure.getMessage()
                : failure.getClass().getSimpleName();
    }
}
