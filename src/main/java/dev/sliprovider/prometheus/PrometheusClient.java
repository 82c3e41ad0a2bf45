package dev.sliprovider.prometheus;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.prometheus.PrometheusConfig.PartialResponse;
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
 * Sends instant queries (contract §7.5): a limited number at once, each attempt with its own timeout, with retries after
 * temporary failures, and never beyond the deadline.
 */
@Singleton
public final class PrometheusClient {

    /** Maximum number of waits for an open circuit: for the next test, and for its result. */
    private static final int WAITS = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final PrometheusApi api;
    private final PrometheusConfig config;
    private final BreakerMetrics metrics;
    private final Backoff backoff;
    private final LatencyOffset latency = new LatencyOffset();
    private final Map<URI, ServerGuard> guards = new ConcurrentHashMap<>();
    private final Map<HostPort, ServerGuard.Capacity> capacities = new ConcurrentHashMap<>();

    /**
     * @param api sends the requests
     * @param config timeouts and bounds
     * @param metrics of open circuits
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
            var query = new OngoingQuery(new InstantQuery(endpoint, promql, at.toEpochMilli()), deadline, share);
            return attempt(query, 1)
                    .ifNoItem()
                    .after(deadline.atMost(deadline.left()))
                    .on(Timeouts.clock())
                    .recoverWithItem(
                            () -> new QueryResponse(new Failed(query.noTimeLeft()), endpoint.toString(), List.of()))
                    .map(response -> response.in(Duration.ofNanos(System.nanoTime() - began)));
        });
    }

    /** @param number of the attempt, from 1 */
    private Uni<QueryResponse> attempt(OngoingQuery query, int number) {
        return Failover.ask(query.targets(), target -> ask(query, target)).flatMap(response -> {
            if (response.result() instanceof Failed(QueryFailure failure) && mayRepeat(query, failure, number)) {
                query.learn(failure);
                Duration pause = pause(failure, number);
                if (query.deadline().leaves(pause)) {
                    return Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .onExecutor(Timeouts.clock())
                            .by(pause)
                            .flatMap(ignored -> attempt(query, isAsked(failure) ? number : number + 1));
                }
            }
            return Uni.createFrom().item(response);
        });
    }

    private boolean mayRepeat(OngoingQuery query, QueryFailure failure, int number) {
        return failure.kind().isRepeated()
                && !query.targets().isEmpty()
                && (isAsked(failure) || number <= repetitions(failure));
    }

    /** A server that asks to wait is asked again, as often as the deadline allows. */
    private static boolean isAsked(QueryFailure failure) {
        return failure.kind() != Kind.CIRCUIT_OPEN
                && failure.retryAfter().filter(Duration::isPositive).isPresent();
    }

    private Uni<QueryResult> ask(OngoingQuery query, Target target) {
        ServerGuard guard = guard(target.url());
        PartialResponse policy = query.query().endpoint().partialResponse().orElse(config.partialResponse());
        var rules = new QueryCall.Rules(config.method(), config.timeout(), policy, latency);
        Uni<QueryResult> request = Uni.createFrom().deferred(() -> QueryCall.send(api, query.query(), target, rules));
        return api.prepare(query.query().endpoint(), target, config.timeout())
                .flatMap(refused -> refused.isPresent()
                        ? Uni.createFrom().item(new Failed(refused.get()))
                        : guard.ask(query.share(), request))
                .invoke(result -> query.learn(target, result));
    }

    /**
     * @param server of a response ({@link QueryResponse#server()})
     * @param deadline bounds each query
     * @return sends further queries to that server
     */
    public FollowUps followUps(PrometheusEndpoint endpoint, String server, Deadline deadline, FairShare share) {
        Target target = endpoint.targets().stream()
                .filter(each -> each.toString().equals(server))
                .findFirst()
                .orElse(endpoint.targets().getFirst());
        var turn = new FollowUps.Turn(deadline, share);
        return new FollowUps(api, config, endpoint.only(target), guard(target.url()), latency, turn);
    }

    private ServerGuard guard(URI server) {
        return guards.computeIfAbsent(server, url -> new ServerGuard(url, capacity(url), config, metrics));
    }

    /** A wait for an open circuit is not a retry: the server was not queried. */
    private int repetitions(QueryFailure failure) {
        return failure.kind() == Kind.CIRCUIT_OPEN ? Math.max(WAITS, config.retries()) : config.retries();
    }

    /** Several paths of one server, such as those of tenants, share its capacity. */
    private ServerGuard.Capacity capacity(URI url) {
        return capacities.computeIfAbsent(HostPort.of(url), server -> new ServerGuard.Capacity(config));
    }

    /** The server's {@code Retry-After} takes precedence over the back-off. */
    private Duration pause(QueryFailure failure, int number) {
        return failure.retryAfter()
                .filter(Duration::isPositive)
                // The random part keeps the waiting queries from returning all at once.
                .map(wanted -> wanted.plus(backoff.pause(1)))
                .orElseGet(() -> backoff.pause(number));
    }
}
