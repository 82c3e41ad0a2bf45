package dev.sliprovider.keptnapi;

import dev.sliprovider.oauth.TokenRequests;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Sends token requests like those to Keptn, so with the certificates that hold there (RFC 6749, 4.4). */
final class TokenClients implements TokenRequests {

    private static final long MOST_BYTES = 1L << 20;

    private final Function<URI, ServiceClient> maker;
    /** Each has connections of its own, so none is made anew for every token. */
    private final Map<URI, ServiceClient> clients = new ConcurrentHashMap<>();

    /** @param maker makes clients */
    TokenClients(Function<URI, ServiceClient> maker) {
        this.maker = maker;
    }

    @Override
    public Uni<Reply> get(URI address) {
        return send(address, Request.of(HttpMethod.GET, address.toString()));
    }

    @Override
    public Uni<Reply> post(URI address, String basic, byte[] form) {
        Request request = Request.post(address.toString(), "application/x-www-form-urlencoded", form);
        return send(address, basic.isEmpty() ? request : request.with(HttpHeaders.AUTHORIZATION.toString(), basic));
    }

    private Uni<Reply> send(URI address, Request request) {
        return clients.computeIfAbsent(address, maker)
                .send(request.atMost(MOST_BYTES))
                .map(answer -> new Reply(answer.status(), answer.body()))
                .onFailure()
                .transform(failure -> new IOException(NoAnswer.why(failure)));
    }
}
