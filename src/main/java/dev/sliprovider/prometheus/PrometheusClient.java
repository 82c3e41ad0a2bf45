package dev.sliprovider.prometheus;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.waiting.Backoff;
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

/**
 * Sends instant queries (contract §7.5): a bounded number at once, each attempt with a timeout of its own, again after
 * failures that may pass, and never beyond the deadline.
 */
@Singleton
public final class PrometheusClient {

    /** Repetitions while a circuit is open: for the next try, and for its result. */
    private static final int WAITS = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PrometheusApi api;
    private final PrometheusConfig config;
    private final BreakerMetrics metrics;
    private final Backoff backoff;
    private final Map<URI, ServerGuard> guards = new ConcurrentHashMap<>();
    private final Map<HostPort, ServerGuard.Capacity> capacities = new ConcurrentHashMap<>();

    /**
     * @param api sends the requests
     * @param config timeouts and bounds
     * @param metrics show which circuits are open
     */
    PrometheusClient(PrometheusApi api, PrometheusConfig config, BreakerMetrics metrics) {
        this.api = api;
        this.config = config;
        this.metrics = metrics;
        Duration first = config.backoff();
        this.backoff = new Backoff(first, first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE);
    }

    /**
     * Sends one query.
     *
     * @param at evaluation time, sent to the millisecond
     * @param deadline bounds waiting, attempts and pauses together
     * @param share of the event that the query belongs to
     * @return the response; its result is {@link Failed} when there is none
     */
    public Uni<QueryResponse> query(
            PrometheusEndpoint endpoint, String promql, Instant at, Deadline deadline, FairShare share) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            var asking = new Asking(new InstantQuery(endpoint, promql, at.toEpochMilli()), deadline, share);
            return attempt(asking, 1)
                    .ifNoItem()
                    .after(deadline.atMost(deadline.left()))
                    .on(Timeouts.clock())
                    .recoverWithItem(() -> new QueryResponse(
                            new Failed(QueryFailure.noTimeLeft("waiting for Prometheus")),
                            endpoint.toString(),
                            List.of()))
                    .map(response -> response.in(Duration.ofNanos(System.nanoTime() - began)));
        });
    }

    /** A query, its time, and the event it belongs to. */
    private record Asking(InstantQuery query, Deadline deadline, FairShare share) {

        List<Target> targets() {
            return query.endpoint().targets();
        }
    }

    /** @param number of the attempt, from 1 */
    private Uni<QueryResponse> attempt(Asking asking, int number) {
        return Failover.ask(asking.targets(), target -> ask(asking, target)).flatMap(response -> {
            if (response.result() instanceof Failed(QueryFailure failure)
                    && failure.kind().isRepeated()
                    && number <= repetitions(failure)) {
                Duration pause = pause(failure, number);
                if (asking.deadline().leaves(pause)) {
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .onExecutor(Timeouts.clock())
                            .by(pause)
                            .flatMap(ignored -> attempt(asking, number + 1));
                }
            }
            return Uni.createFrom().item(response);
        });
    }

    private Uni<QueryResult> ask(Asking asking, Target target) {
        ServerGuard guard = guard(target.url());
        Uni<QueryResult> request = Uni.createFrom()
                .deferred(
                        () -> QueryCall.send(api, asking.query(), target, config.timeout(), config.partialResponse()));
        return api.prepare(asking.query().endpoint(), target, config.timeout())
                .flatMap(refused -> refused.isPresent()
                        ? Uni.createFrom().item(new Failed(refused.get()))
                        : guard.ask(asking.share(), request));
    }

    /**
     * @param server that gave a response ({@link QueryResponse#server()})
     * @param deadline bounds each question
     * @return what asks that server for causes
     */
    public FollowUps followUps(PrometheusEndpoint endpoint, String server, Deadline deadline, FairShare share) {
        Target target = endpoint.targets().stream()
                .filter(each -> each.toString().equals(server))
                .findFirst()
                .orElse(endpoint.targets().getFirst());
        var turn = new FollowUps.Turn(deadline, share);
        return new FollowUps(api, config, endpoint.only(target), guard(target.url()), turn);
    }

    private ServerGuard guard(URI server) {
        return guards.computeIfAbsent(server, url -> new ServerGuard(url, capacity(url), config, metrics));
    }

    /** Waiting for an open circuit repeats nothing: the server was not queried. */
    private int repetitions(QueryFailure failure) {
        return failure.kind() == Kind.CIRCUIT_OPEN ? Math.max(WAITS, config.retries()) : config.retries();
    }

    /** Several paths of one server, such as those of tenants, share its capacity. */
    private ServerGuard.Capacity capacity(URI url) {
        return capacities.computeIfAbsent(HostPort.of(url), server -> new ServerGuard.Capacity(config));
    }

    /** The server's own wish goes before the back-off. */
    private Duration pause(QueryFailure failure, int number) {
        return failure.retryAfter().filter(wanted -> !wanted.isZero()).orElseGet(() -> backoff.pause(number));
    }
}
