package dev.sliprovider.prometheus;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.prometheus.PrometheusConfig.PartialResponse;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.sli.SampledSeries;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends further queries to one server, whose results explain a value and never change it. Each query is sent once, within
 * all limits of other queries, and none is sent while the server's circuit is open.
 */
public final class FollowUps {

    /** Maximum characters of a selector in an address; servers and proxies accept addresses of 8 KB. */
    private static final int LONGEST_SELECTOR = 2_000;
    /** Maximum number of requested label values. Older servers send all of them. */
    private static final int MOST_VALUES = 10_000;

    private final PrometheusApi api;
    private final PrometheusConfig config;
    private final PrometheusEndpoint endpoint;
    private final ServerGuard guard;
    private final LatencyOffset latency;
    private final Turn turn;

    /** The time and the share of the event. */
    record Turn(Deadline deadline, FairShare share) {}

    /** @param endpoint with one server, that of the guard */
    FollowUps(
            PrometheusApi api,
            PrometheusConfig config,
            PrometheusEndpoint endpoint,
            ServerGuard guard,
            LatencyOffset latency,
            Turn turn) {
        this.api = api;
        this.config = config;
        this.endpoint = endpoint;
        this.guard = guard;
        this.latency = latency;
        this.turn = turn;
    }

    /** @return the result of an instant query */
    public Uni<QueryResult> query(String promql, Instant at) {
        var query = new InstantQuery(endpoint, promql, at.toEpochMilli());
        return once(timeout -> QueryCall.send(
                api, query, target(), new QueryCall.Rules(config.method(), timeout, PartialResponse.FAIL, latency)));
    }

    /**
     * @param selector of the series; empty for all series
     * @return a vector with a series for each value, which has this label only (Prometheus' HTTP API, "Querying label
     *     values")
     */
    public Uni<QueryResult> labelValues(String label, String selector, Instant from, Instant to) {
        if (selector.length() > LONGEST_SELECTOR || label.contains("/")) {
            return Uni.createFrom()
                    .item(new Failed(Kind.QUERY_REJECTED.failure("the selector is too long to be asked for")));
        }
        String form = (selector.isEmpty() ? "" : "match[]=" + URLEncoder.encode(selector, StandardCharsets.UTF_8) + "&")
                + "start=" + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&limit=" + MOST_VALUES;
        String call = "label/" + URLEncoder.encode(label, StandardCharsets.UTF_8) + "/values";
        return once(timeout -> api.send(endpoint, target(), new PrometheusApi.Call(HttpMethod.GET, call, form, timeout))
                .map(reply -> read(label, reply)));
    }

    /**
     * @param selector of a range, such as {@code up[5m]}
     * @return its samples as they are stored; empty if they cannot be had
     */
    public Uni<Optional<List<SampledSeries>>> samples(String selector, Instant at) {
        var query = new InstantQuery(endpoint, selector, at.toEpochMilli());
        var found = new AtomicReference<List<SampledSeries>>();
        return once(timeout -> QueryCall.withGetInstead(
                                timeout,
                                (method, left) -> api.send(
                                        endpoint,
                                        target(),
                                        new PrometheusApi.Call(method, "query", query.form(left), left)))
                        .map(reply -> read(reply, found)))
                .map(result -> Optional.ofNullable(found.get()));
    }

    private static QueryResult read(HttpReply reply, AtomicReference<List<SampledSeries>> found) {
        return switch (reply) {
            case Answered answer
            when answer.status() == 200 -> {
                SamplesAnswer.read(answer.body()).ifPresent(found::set);
                yield new QueryResult.Matrix(0);
            }
            case Answered answer ->
                QueryAnswer.read(answer.status(), answer.body(), answer.header().apply("Retry-After"), Instant.EPOCH);
            case Unanswered(ConnectionFailure failure) -> new Failed(QueryFailure.of(failure));
        };
    }

    private Target target() {
        return endpoint.targets().getFirst();
    }

    private static QueryResult read(String label, HttpReply reply) {
        return switch (reply) {
            case Answered answer when answer.status() == 200 -> LabelValuesAnswer.read(label, answer.body());
            case Answered answer ->
                QueryAnswer.read(answer.status(), answer.body(), answer.header().apply("Retry-After"), Instant.EPOCH);
            case Unanswered(ConnectionFailure failure) -> new Failed(QueryFailure.of(failure));
        };
    }

    /** Creates a request from its time limit. */
    private interface Request {
        Uni<QueryResult> in(Duration timeout);
    }

    private Uni<QueryResult> once(Request request) {
        return Uni.createFrom().deferred(() -> {
            if (guard.isOpen()) {
                return Uni.createFrom().item(new Failed(Kind.CIRCUIT_OPEN.failure()));
            }
            Uni<QueryResult> sent =
                    Uni.createFrom().deferred(() -> request.in(turn.deadline().atMost(config.timeout())));
            return guard.ask(turn.share(), sent)
                    .ifNoItem()
                    .after(turn.deadline().atMost(turn.deadline().left()))
                    .on(Timeouts.clock())
                    .recoverWithItem(() -> new Failed(QueryFailure.noTimeLeft("looking for the cause")));
        });
    }
}
