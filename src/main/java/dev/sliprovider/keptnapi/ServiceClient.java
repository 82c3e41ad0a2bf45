package dev.sliprovider.keptnapi;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.KnownSecrets;
import dev.sliprovider.http.Route;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sends requests to one service. Each request ends within the timeout, including authentication, and the body of its
 * response is bounded.
 */
public final class ServiceClient {

    /** Status of HTTP. */
    private static final int FIRST_ERROR = 300;

    private final Connections connections;
    private final Authentication authentication;
    private final Duration timeout;
    private final Route route;
    private final Trust trust;

    /**
     * @param timeout of one request, including its authentication
     * @param trust the source of the trusted certificates, for messages
     */
    ServiceClient(Connections connections, Authentication authentication, Duration timeout, Route route, Trust trust) {
        this.connections = connections;
        this.authentication = authentication;
        this.timeout = timeout;
        this.route = route;
        this.trust = trust;
    }

    /**
     * @return the response, on a worker thread; every subscription sends the request. With OAuth, the request is sent a
     *     second time after HTTP 401, because the access token may have been revoked. Fails with {@link ServiceFailure} if
     *     there is no response
     */
    public Uni<ServiceResponse> send(ServiceRequest request) {
        return Uni.createFrom()
                .deferred(() -> connections.send(request.within(timeout, route), authentication))
                .flatMap(exchanged -> answer(exchanged.sent(), exchanged.reply()));
    }

    private static KnownSecrets secrets(HttpRequest sent) {
        Stream<String> token = sent.header("x-token").stream();
        Stream<String> authorization = sent.header("Authorization").stream().flatMap(KnownSecrets::credentials);
        Stream<String> proxy = sent.route().proxy().stream().flatMap(KnownSecrets::credentials);
        return KnownSecrets.of(Stream.of(token, authorization, proxy).flatMap(Function.identity()), Stream.empty());
    }

    private Uni<ServiceResponse> answer(HttpRequest sent, HttpReply reply) {
        return switch (reply) {
            // An error is quoted, and may repeat what was sent.
            case Answered answer
            when answer.status() >= FIRST_ERROR ->
                Uni.createFrom()
                        .item(new ServiceResponse(
                                answer.status(),
                                text(secrets(sent).without(answer.body(), false)),
                                answer.header().apply("Location")));
            case Answered answer ->
                Uni.createFrom().item(new ServiceResponse(answer.status(), answer.text(), Optional.empty()));
            case Unanswered(ConnectionFailure failure) -> Uni.createFrom().failure(new ServiceFailure(failure, trust));
        };
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
