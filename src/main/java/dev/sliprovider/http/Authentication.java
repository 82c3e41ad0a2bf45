package dev.sliprovider.http;

import dev.sliprovider.http.HttpReply.Answered;
import io.smallrye.mutiny.Uni;

/** Authenticates requests. It is called for each attempt. */
public interface Authentication {

    /** Adds nothing. */
    Authentication NONE = request -> Uni.createFrom().item(request);

    /**
     * @param request complete but for the proof; its timeout bounds what is done here, too
     * @return the request as it is sent; fails with {@link UnauthenticatedException} if no proof can be had
     */
    Uni<HttpRequest> authenticate(HttpRequest request);

    /**
     * A request was answered with HTTP 401.
     *
     * @param sent as {@link #authenticate} made it
     * @param answer with the challenge of the server in its header {@code WWW-Authenticate}
     * @param isFirst false if the request was repeated already
     * @return whether the request is to be repeated, because another proof can be had
     */
    default boolean mayRepeat(HttpRequest sent, Answered answer, boolean isFirst) {
        return false;
    }
}
