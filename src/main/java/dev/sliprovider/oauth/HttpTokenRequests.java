package dev.sliprovider.oauth;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Secret;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Sends token requests over the same connections as all other requests.
 *
 * @param connections to all servers
 * @param route to an address
 * @param words formats the cause and the remedy of a failure
 */
public record HttpTokenRequests(
        Connections connections, Function<URI, Route> route, Function<ConnectionFailure, String> words)
        implements TokenRequests {

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 1L << 20);

    @Override
    public Uni<Reply> get(URI address) {
        return Uni.createFrom().deferred(() -> send(HttpRequest.get(address, List.of(), LIMITS, route.apply(address))));
    }

    @Override
    public Uni<Reply> post(URI address, String basic, byte[] form) {
        List<Header> headers = basic.isEmpty() ? List.of() : List.of(new Header("Authorization", new Secret(basic)));
        return Uni.createFrom()
                .deferred(() -> send(HttpRequest.form(address, headers, form, LIMITS, route.apply(address))));
    }

    private Uni<Reply> send(HttpRequest request) {
        return connections.send(request).flatMap(reply -> switch (reply) {
            case Answered answer -> Uni.createFrom().item(new Reply(answer.status(), answer.text()));
            case Unanswered(ConnectionFailure failure) ->
                Uni.createFrom().<Reply>failure(new IOException(words.apply(failure)));
        });
    }
}
