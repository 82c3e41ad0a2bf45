package dev.sliprovider.prometheus;

import dev.sliprovider.endpoint.PrometheusConfig;
import dev.sliprovider.endpoint.RequestFailure;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One server, whoever asks it: how many queries it gets at once and in a second, what is asked of it already, and whether
 * it is to be left alone.
 */
final class Backend {

    private static final Logger LOG = Logger.getLogger(Backend.class);
    private static final Set<Kind> OVERLOAD = Set.of(Kind.TOO_MANY_REQUESTS, Kind.OVERLOADED, Kind.UNAVAILABLE);

    /** How much it gets, whatever the path. */
    static final class Capacity {
        private final InFlightLimit limit;
        private final RateLimit rate;

        Capacity(PrometheusConfig config) {
            this.limit = new InFlightLimit(config.concurrency(), System::nanoTime);
            this.rate = new RateLimit(config.rateLimit(), System::nanoTime);
        }
    }

    private final URI url;
    private final InFlightLimit limit;
    private final RateLimit rate;
    private final CircuitBreaker breaker;
    private final SharedQueries<Question> shared;

    Backend(URI url, Capacity capacity, PrometheusConfig config, BreakerMetrics metrics) {
        this.url = url;
        this.limit = capacity.limit;
        this.rate = capacity.rate;
        this.breaker = new CircuitBreaker(config.breakerThreshold(), config.breakerOpenFor(), System::nanoTime);
        this.shared = new SharedQueries<>(limit, Infrastructure.getDefaultWorkerPool());
        metrics.show(url, breaker);
    }

    /**
     * One attempt.
     *
     * @param request is made when it is its turn, unless the same is asked already
     */
    Uni<QueryResult> ask(Question question, Share share, Uni<QueryResult> request) {
        Uni<QueryResult> guarded = Uni.createFrom().deferred(() -> {
            Optional<RequestFailure> refusal = breaker.refusal();
            // Elsewhere, because what follows would keep others from their turns.
            return refusal.isPresent()
                    ? Uni.createFrom()
                            .<QueryResult>item(new Failed(refusal.get()))
                            .emitOn(Infrastructure.getDefaultWorkerPool())
                    : inTime(request).invoke(this::learn);
        });
        return shared.ask(question, share, guarded);
    }

    private Uni<QueryResult> inTime(Uni<QueryResult> request) {
        Duration wait = rate.reserve();
        // No timer takes less than a millisecond.
        return wait.isZero()
                ? request
                : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(wait.toMillis() + 1))
                        .flatMap(waited -> request);
    }

    private void learn(QueryResult result) {
        if (breaker.opensBy(result) && result instanceof Failed(RequestFailure failure)) {
            LOG.warnf("%s is left alone for a while, its last requests failed: %s", url, failure.cause());
        }
        if (result instanceof Failed(RequestFailure failure) && OVERLOAD.contains(failure.kind()) && limit.lower()) {
            LOG.warnf("%s has too much to do (%s): %d queries at once for now", url, failure.cause(), limit.allowed());
        }
    }
}
