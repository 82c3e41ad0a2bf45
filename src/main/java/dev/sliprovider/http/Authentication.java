package dev.sliprovider.http;

import dev.sliprovider.http.HttpReply.Answered;
import io.smallrye.mutiny.Uni;

/** Authenticates requests. It is called for each attempt. */
public interface Authentication {

    /** Adds nothing. */
    Authentication NONE = request -> Uni.createFrom().item(request);

    /**
     * @param request complete except for the credentials; its timeout bounds this method, too
     * @return the request as it is sent; fails with {@link UnauthenticatedException} if no credentials are available
     */
    Uni<HttpRequest> authenticate(HttpRequest request);

    /**
     * A response has the status HTTP 401.
     *
     * @param sent the request that {@link #authenticate} returned
     * @param answer the response with the server's challenge in its header {@code WWW-Authenticate}
     * @param isFirst false if this request was already repeated
     * @return whether to repeat the request, because other credentials are available
     */
    default boolean mayRepeat(HttpRequest sent, Answered answer, boolean isFirst) {
        return false;
    }
}
