package dev.sliprovider.keptnapi;

import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;

/**
 * Sends requests to one service. Whatever the service does, a request ends within the timeout, login included, and no
 * more of an answer is kept than the request allows.
 */
public final class ServiceClient {

    private static final int UNAUTHORIZED = 401;

    private final Wire wire;
    private final Login login;
    private final Duration timeout;
    private final Trust trust;

    /**
     * @param timeout of one request with everything that belongs to it
     * @param trust whose certificates hold, for messages
     */
    ServiceClient(Wire wire, Login login, Duration timeout, Trust trust) {
        this.wire = wire;
        this.login = login;
        this.timeout = timeout;
        this.trust = trust;
    }

    /**
     * @return the answer, on a worker thread; every subscription sends the request. It is sent a second time if it is
     *     answered with HTTP 401 and there is OAuth, because the access token may have been revoked. {@link NoAnswer}
     *     has words for a failure.
     */
    public Uni<Answer> send(Request request) {
        return once(request)
                .flatMap(answer -> answer.status() == UNAUTHORIZED && login.hasAnother()
                        ? once(request)
                        : Uni.createFrom().item(answer))
                // Not by a clock that starts anew with every byte.
                .ifNoItem()
                .after(timeout)
                .on(Timeouts.clock())
                .fail()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(Exchange.Raw::answer);
    }

    /** @return in a few words why there was no answer */
    public String why(Throwable failure) {
        return NoAnswer.why(failure, trust);
    }

    private Uni<Exchange.Raw> once(Request request) {
        return login.headers().flatMap(headers -> Exchange.send(wire, request, headers, timeout)
                .invoke(answer -> {
                    if (answer.status() == UNAUTHORIZED) {
                        login.refused(headers);
                    }
                }));
    }
}
