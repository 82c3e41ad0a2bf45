package dev.sliprovider.prometheus;

import dev.sliprovider.prometheus.QueryExchange.Answer;
import dev.sliprovider.prometheus.QueryExchange.Request;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.sli.Bounds;
import dev.sliprovider.sli.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks instant queries (contract §7.5): a bounded number at once, each attempt with a timeout of its own, again after
 * failures that may pass, and never beyond the deadline.
 */
public final class PrometheusClient {

    private static final Set<Integer> POST_REFUSED = Set.of(403, 405, 501);

    private final HttpClient http;
    private final PrometheusConfig config;
    private final Map<URI, InFlightLimit> limits = new ConcurrentHashMap<>();

    /**
     * @param vertx runs the connections
     * @param config timeouts and bounds
     * @throws IllegalArgumentException naming a setting that is out of its bounds
     */
    public PrometheusClient(Vertx vertx, PrometheusConfig config) {
        Bounds.positive("sli-provider.prometheus.timeout", config.timeout());
        Bounds.positive("sli-provider.prometheus.connect-timeout", config.connectTimeout());
        Bounds.positive("sli-provider.prometheus.backoff", config.backoff());
        Bounds.within(0, 100, "sli-provider.prometheus.retries", config.retries());
        Bounds.within(1, 10_000, "sli-provider.prometheus.concurrency", config.concurrency());
        Bounds.within(
                1,
                1L << 30,
                "sli-provider.prometheus.max-answer-size",
                config.maxAnswerSize().asLongValue());
        this.config = config;
        var options = new HttpClientOptions().setKeepAliveTimeout(30).setName("prometheus");
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.concurrency()));
    }

    /**
     * Asks one query.
     *
     * @param at evaluation time, sent to the millisecond
     * @param deadline bounds waiting, attempts and pauses together
     * @param share whose query it is
     * @return the result; {@link Failed} when there is none
     */
    public Uni<QueryResult> query(
            PrometheusEndpoint endpoint, String promql, Instant at, Deadline deadline, Share share) {
        var question = new Question(endpoint, promql, at, deadline, share);
        return attempt(question, 0)
                .ifNoItem()
                .after(deadline.atMost(deadline.left()))
                .recoverWithItem(() -> new Failed(QueryFailure.noTimeLeft("waiting for Prometheus")));
    }

    private record Question(PrometheusEndpoint endpoint, String promql, Instant at, Deadline deadline, Share share) {

        String form(Duration timeout) {
            return "query=" + encode(promql)
                    + "&time=" + BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString()
                    + "&timeout=" + timeout.toMillis() + "ms";
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    private Uni<QueryResult> attempt(Question question, int number) {
        InFlightLimit limit =
                limits.computeIfAbsent(question.endpoint().url(), url -> new InFlightLimit(config.concurrency()));
        return limit.run(question.share(), Uni.createFrom().deferred(() -> once(question)))
                .flatMap(result -> {
                    if (result instanceof Failed(QueryFailure failure)
                            && failure.passing()
                            && number < config.retries()) {
                        Duration pause = pause(failure, number);
                        if (question.deadline().leaves(pause)) {
                            return Uni.createFrom()
                                    .voidItem()
                                    .onItem()
                                    .delayIt()
                                    .by(pause)
                                    .flatMap(ignored -> attempt(question, number + 1));
                        }
                    }
                    return Uni.createFrom().item(result);
                });
    }

    /** Exponential back-off with full jitter, unless the server says how long it wants to be left alone. */
    private Duration pause(QueryFailure failure, int number) {
        return failure.retryAfter().filter(wanted -> !wanted.isZero()).orElseGet(() -> {
            long longest = Math.max(1, config.backoff().toMillis() << Math.min(number, 10));
            return Duration.ofMillis(1 + ThreadLocalRandom.current().nextLong(longest));
        });
    }

    /**
     * One attempt: POST, and GET where only reading is allowed (client libraries do the same). Nothing is remembered: what
     * refuses one POST may take the next, and a GET has no room for a long query.
     */
    private Uni<QueryResult> once(Question question) {
        return send(HttpMethod.POST, question)
                .flatMap(answer -> POST_REFUSED.contains(answer.status())
                        ? send(HttpMethod.GET, question)
                        : Uni.createFrom().item(answer))
                .map(Answer::result);
    }

    private Uni<Answer> send(HttpMethod method, Question question) {
        Duration timeout = question.deadline().atMost(config.timeout());
        var request = new Request(method, question.endpoint(), question.form(timeout), timeout);
        return QueryExchange.send(http, request, config);
    }
}
