package dev.sliprovider.gateapi;

import dev.sliprovider.http.Connections;
import dev.sliprovider.http.HostPort;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.PublicAddress;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Tls;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends outcomes to addresses that clients have named: to one checked IP address, without a proxy and without following
 * redirects.
 */
@Singleton
final class OutgoingEvents {

    private static final Logger LOG = Logger.getLogger(OutgoingEvents.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long LARGEST_ANSWER = 64 << 10;
    private static final int ATTEMPTS = 4;
    private static final int LAST_GOOD = 299;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));

    private final Connections connections;
    private final GateThreads threads;
    private final PublicAddress reachable;

    OutgoingEvents(Connections connections, GateThreads threads, GateConfig config) {
        this.connections = connections;
        this.threads = threads;
        this.reachable = PublicAddress.allowing(
                "sli-provider.gate.callback-ranges", config.callbackRanges().orElse(List.of()));
    }

    /** Sends the outcome, with repetitions; the log has a failure. */
    void send(AzureCallback callback, boolean isGood) {
        attempt(callback, isGood, 1)
                .subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.errorf(
                                "the outcome of a check could not be sent to %s: %s",
                                HttpAddress.describe(callback.address()), failure.getMessage()));
    }

    private Uni<Void> attempt(AzureCallback callback, boolean isGood, int number) {
        return once(callback, isGood).onFailure(failure -> number < ATTEMPTS).recoverWithUni(failure -> Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .onExecutor(Timeouts.clock())
                .by(PAUSES.get(number - 1))
                .flatMap(paused -> attempt(callback, isGood, number + 1)));
    }

    private Uni<Void> once(AzureCallback callback, boolean isGood) {
        return threads.run(
                        () -> reachable.resolve(HostPort.of(callback.address()).host()))
                .flatMap(address -> address.isPresent()
                        ? connections.send(request(callback, isGood, address.get()))
                        : Uni.createFrom()
                                .failure(new IllegalStateException("the host is unknown, or has an address that is not"
                                        + " public; sli-provider.gate.callback-ranges allows others")))
                .flatMap(OutgoingEvents::accepted);
    }

    private static HttpRequest request(AzureCallback callback, boolean isGood, String pinned) {
        return new HttpRequest(
                        HttpMethod.POST,
                        callback.address(),
                        List.of(),
                        Optional.of(callback.event(isGood)),
                        new HttpRequest.Limits(TIMEOUT, LARGEST_ANSWER, true),
                        new Route(Tls.USUAL, Optional.empty(), new Route.Pool(TIMEOUT, 4, false), Optional.of(pinned)))
                .with("Authorization", "Bearer " + callback.token().reveal())
                .with("Content-Type", EvaluationDocument.JSON);
    }

    private static Uni<Void> accepted(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Answered answered
            when answered.status() <= LAST_GOOD -> Uni.createFrom().voidItem();
            case HttpReply.Answered answered ->
                Uni.createFrom().failure(new IllegalStateException("HTTP " + answered.status()));
            case HttpReply.Unanswered unanswered ->
                Uni.createFrom()
                        .failure(new IllegalStateException(unanswered.failure().cause()));
        };
    }
}
