package dev.sliprovider.keptnapi;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.Route;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Sends requests to one service. Each request ends within the timeout, including authentication, and the body of its
 * response is bounded.
 */
public final class ServiceClient {

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
    public Uni<Answer> send(Request request) {
        return Uni.createFrom()
                .deferred(() -> connections.send(request.within(timeout, route), authentication))
                .flatMap(exchanged -> answer(exchanged.reply()));
    }

    private Uni<Answer> answer(HttpReply reply) {
        return switch (reply) {
            case Answered answer -> Uni.createFrom().item(new Answer(answer.status(), answer.text()));
            case Unanswered(ConnectionFailure failure) -> Uni.createFrom().failure(new ServiceFailure(failure, trust));
        };
    }
}
