package dev.sliprovider.gateway;

import dev.sliprovider.oauth.TokenRequests;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Sends token requests like those to Keptn, so with the certificates that hold there. */
final class TokenClients implements TokenRequests {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** In characters; a REST client has the whole answer before it can be measured. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final Function<URI, TokenApi> maker;
    /** Each has connections of its own, so none is made anew for every token. */
    private final Map<URI, TokenApi> clients = new ConcurrentHashMap<>();

    /** @param maker makes clients */
    TokenClients(Function<URI, TokenApi> maker) {
        this.maker = maker;
    }

    @Override
    public Uni<Reply> get(URI address) {
        return send(client(address).discover());
    }

    @Override
    public Uni<Reply> post(URI address, String basic, byte[] form) {
        return send(client(address).token(basic.isEmpty() ? null : basic, form));
    }

    private TokenApi client(URI address) {
        return clients.computeIfAbsent(address, maker);
    }

    private static Uni<Reply> send(Uni<Response> request) {
        return request.ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(TokenClients::reply)
                .onFailure()
                .transform(failure -> new IOException(Gateway.why(failure)));
    }

    private static Reply reply(Response response) {
        try (response) {
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            if (body.length() > LONGEST_ANSWER) {
                throw new UncheckedIOException(new IOException("its answer is too large"));
            }
            return new Reply(response.getStatus(), body);
        }
    }
}
