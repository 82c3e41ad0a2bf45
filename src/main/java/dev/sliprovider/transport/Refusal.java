package dev.sliprovider.transport;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Refuses requests without reading their whole body. It closes the connection, because the following bytes may be the rest
 * of the body and must not be read as the next request (RFC 9112, 6.3 and 9.6).
 */
@Singleton
final class Refusal {

    /** Time for the client to read the response before the connection is closed, in milliseconds. */
    private static final long LINGER = 500;

    private final Set<HttpConnection> closing =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @return whether the connection of this request is being closed; then the request is ignored */
    boolean isClosing(RoutingContext context) {
        return closing.contains(context.request().connection());
    }

    /** Sends the response to a request, and closes its connection. */
    void send(RoutingContext context, Problem problem) {
        closing(context, problem).send(context.response());
    }

    /** @return the response to a request whose connection is closed after it */
    EventResponse closing(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        request.handler(rest -> {}).endHandler(end -> {}).exceptionHandler(broken -> {});
        if (request.version() == HttpVersion.HTTP_2) {
            return problem.response();
        }
        HttpConnection connection = request.connection();
        closing.add(connection);
        context.vertx().setTimer(LINGER, late -> connection.close());
        return problem.response().with(HttpHeaders.CONNECTION, HttpHeaders.CLOSE.toString());
    }
}
