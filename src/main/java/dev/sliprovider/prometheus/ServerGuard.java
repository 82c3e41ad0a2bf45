package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Limits the load of all events on one server: the number of concurrent queries, the rate, and the circuit breaker. */
final class ServerGuard {

    private static final Logger LOG = Logger.getLogger(ServerGuard.class);

    /** The limits for a server, whatever the path of the URL. */
    static final class Capacity {
        private final InFlightLimit limit;
        private final RateLimit rate;

        Capacity(PrometheusConfig config) {
            this.limit = new InFlightLimit(config.concurrency(), System::nanoTime);
            this.rate = new RateLimit(config.rateLimit(), System::nanoTime);
        }
    }

    /** A longer {@code Retry-After} concerns its own query only. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final URI url;
    private final Duration timeout;
    private final QueuePause pause = new QueuePause(LONGEST_PAUSE, System::nanoTime);
    private final InFlightLimit limit;
    private final RateLimit rate;
    private final CircuitBreaker breaker;

    ServerGuard(URI url, Capacity capacity, PrometheusConfig config, BreakerMetrics metrics) {
        this.url = url;
        this.timeout = config.timeout();
        this.limit = capacity.limit;
        this.rate = capacity.rate;
        this.breaker = new CircuitBreaker(config.breakerThreshold(), config.breakerOpenFor(), System::nanoTime);
        metrics.show(url, breaker);
    }

    /**
     * One attempt.
     *
     * @param request sent when it gets a slot, unless the circuit is open
     */
    Uni<QueryResult> ask(FairShare share, Uni<QueryResult> request) {
        Uni<QueryResult> work = Uni.createFrom().deferred(() -> {
            Optional<QueryFailure> refusal = breaker.refusal().or(() -> pause.refusal(share));
            // On another thread, because the following code would delay the next queries.
            return refusal.isPresent()
                    ? Uni.createFrom()
                            .<QueryResult>item(new Failed(refusal.get()))
                            .emitOn(Infrastructure.getDefaultWorkerPool())
                    : inTime(request).invoke(this::learn);
        });
        return limit.run(share, work, this::keeps);
    }

    /** Most servers do not stop a query when its connection is closed. */
    private Duration keeps(QueryResult result) {
        return result instanceof Failed(QueryFailure failure) && failure.kind().handling() == FailureHandling.GIVEN_UP
                ? timeout
                : Duration.ZERO;
    }

    /** @return whether the circuit is open */
    boolean isOpen() {
        return breaker.isOpen();
    }

    private Uni<QueryResult> inTime(Uni<QueryResult> request) {
        Duration wait = pause.left().plus(rate.reserve());
        // Timers have a resolution of a millisecond.
        return wait.isZero()
                ? request
                : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .onExecutor(Timeouts.clock())
                        .by(Duration.ofMillis(wait.toMillis() + 1))
                        .flatMap(waited -> request);
    }

    private void learn(QueryResult result) {
        boolean opens = breaker.opensBy(result);
        if (!(result instanceof Failed(QueryFailure failure))) {
            return;
        }
        if (opens) {
            LOG.warnf("circuit of %s opens, its last requests failed: %s", url, failure.text());
        }
        pause.learn(failure);
        FailureHandling handling = failure.kind().handling();
        // One slow query of one project must not use the slots of all others.
        if (handling.isPressure() && (handling == FailureHandling.GIVEN_UP ? limit.lowerToHalf() : limit.lower())) {
            LOG.warnf("%s is overloaded (%s): %d queries at once for now", url, failure.text(), limit.allowed());
        }
    }
}
