package dev.sliprovider.prometheus;

import dev.sliprovider.endpoint.PrometheusApi;
import dev.sliprovider.endpoint.PrometheusConfig;
import dev.sliprovider.endpoint.PrometheusEndpoint;
import dev.sliprovider.endpoint.PrometheusEndpoint.Target;
import dev.sliprovider.endpoint.RequestFailure;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks instant queries (contract §7.5): a bounded number at once, each attempt with a timeout of its own, again after
 * failures that may pass, and never beyond the deadline.
 */
@Singleton
public final class PrometheusClient {

    /** For the next try, and for what comes of it. */
    private static final int WAITS = 2;

    private final PrometheusApi api;
    private final PrometheusConfig config;
    private final BreakerMetrics metrics;
    private final Map<URI, Backend> backends = new ConcurrentHashMap<>();
    private final Map<String, Backend.Capacity> capacities = new ConcurrentHashMap<>();

    /**
     * @param api sends the requests
     * @param config timeouts and bounds
     * @param metrics show which servers are left alone
     * @throws IllegalArgumentException naming a setting that is out of its bounds
     */
    PrometheusClient(PrometheusApi api, PrometheusConfig config, BreakerMetrics metrics) {
        Bounds.positive("sli-provider.prometheus.timeout", config.timeout());
        Bounds.positive("sli-provider.prometheus.connect-timeout", config.connectTimeout());
        Bounds.positive("sli-provider.prometheus.backoff", config.backoff());
        Bounds.positive("sli-provider.prometheus.breaker-open-for", config.breakerOpenFor());
        Bounds.within(0, 100, "sli-provider.prometheus.retries", config.retries());
        Bounds.within(1, 10_000, "sli-provider.prometheus.concurrency", config.concurrency());
        Bounds.within(0, 1_000_000, "sli-provider.prometheus.rate-limit", config.rateLimit());
        Bounds.within(0, 1_000_000, "sli-provider.prometheus.breaker-threshold", config.breakerThreshold());
        Bounds.within(
                1,
                1L << 30,
                "sli-provider.prometheus.max-answer-size",
                config.maxAnswerSize().asLongValue());
        this.api = api;
        this.config = config;
        this.metrics = metrics;
    }

    /**
     * Asks one query.
     *
     * @param at evaluation time, sent to the millisecond
     * @param deadline bounds waiting, attempts and pauses together
     * @param share whose query it is
     * @return the result; {@link Failed} when there is none
     */
    public Uni<Asked> query(PrometheusEndpoint endpoint, String promql, Instant at, Deadline deadline, Share share) {
        var asking = new Asking(new Question(endpoint, promql, at.toEpochMilli()), deadline, share);
        return attempt(asking, 0)
                .ifNoItem()
                .after(deadline.atMost(deadline.left()))
                .on(Timeouts.clock())
                .recoverWithItem(() -> new Asked(
                        new Failed(RequestFailure.noTimeLeft("waiting for Prometheus")),
                        endpoint.toString(),
                        List.of()));
    }

    /** A question, and who has how much time for it. */
    private record Asking(Question question, Deadline deadline, Share share) {

        List<Target> targets() {
            return question.endpoint().targets();
        }
    }

    private Uni<Asked> attempt(Asking asking, int number) {
        return Failover.ask(asking.targets(), target -> ask(asking, target)).flatMap(asked -> {
            if (asked.result() instanceof Failed(RequestFailure failure)
                    && failure.passing()
                    && number < repetitions(failure)) {
                Duration pause = pause(failure, number);
                if (asking.deadline().leaves(pause)) {
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(pause)
                            .flatMap(ignored -> attempt(asking, number + 1));
                }
            }
            return Uni.createFrom().item(asked);
        });
    }

    private Uni<QueryResult> ask(Asking asking, Target target) {
        Backend backend =
                backends.computeIfAbsent(target.url(), url -> new Backend(url, capacity(url), config, metrics));
        // Not the time that this event has left: others may share the request, and when nobody waits it is reset.
        Uni<QueryResult> request = Uni.createFrom()
                .deferred(() ->
                        QueryCall.send(api, asking.question(), target, config.timeout(), config.partialResponse()));
        return api.login(asking.question().endpoint(), config.timeout())
                .flatMap(refused -> refused.isPresent()
                        ? Uni.createFrom().item(new Failed(refused.get()))
                        : backend.ask(asking.question(), asking.share(), request));
    }

    /** Waiting until a server may be asked again repeats nothing: it was not asked. */
    private int repetitions(RequestFailure failure) {
        return failure.kind() == Kind.LEFT_ALONE ? Math.max(WAITS, config.retries()) : config.retries();
    }

    /** Several paths of one server, such as those of tenants, have its places together. */
    private Backend.Capacity capacity(URI url) {
        return capacities.computeIfAbsent(
                url.getScheme() + "://" + url.getRawAuthority(), server -> new Backend.Capacity(config));
    }

    /** Exponential back-off with full jitter, unless the server says how long it wants to be left alone. */
    private Duration pause(RequestFailure failure, int number) {
        return failure.retryAfter().filter(wanted -> !wanted.isZero()).orElseGet(() -> {
            long longest = Math.max(1, config.backoff().toMillis() << Math.min(number, 10));
            return Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(longest));
        });
    }
}
