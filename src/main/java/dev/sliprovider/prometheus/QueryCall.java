package dev.sliprovider.prometheus;

import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.prometheus.PrometheusConfig.Method;
import dev.sliprovider.prometheus.PrometheusConfig.PartialResponse;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * One attempt of a query: POST, and GET where POST is refused (client libraries do the same). The refusal is not
 * remembered, because the server may accept the next POST, and a GET cannot hold a long query.
 */
public final class QueryCall {

    private static final Set<Integer> POST_REFUSED = Set.of(403, 405, 501);
    /** The statuses with which servers and gateways report an empty query if the body of a POST was dropped. */
    private static final Set<Integer> BODY_LOST = Set.of(400, 422, 500);

    private static final int NOT_MODIFIED = 304;

    /** Matches a query that has a replacement value if there is no series. */
    private static final Pattern REPLACEMENT = Pattern.compile("(?is)\\bor\\b.*\\bvector\\s*\\(");
    /** The minimum time left for a second request. */
    private static final Duration LEAST = Duration.ofMillis(50);

    private QueryCall() {}

    /**
     * The options of a query and the policy for its result.
     *
     * @param method of the first request
     * @param timeout of all requests together
     * @param policy for values from partial data
     * @param latency prevents VictoriaMetrics from evaluating at an earlier time
     */
    record Rules(Method method, Duration timeout, PartialResponse policy, LatencyOffset latency) {

        private Rules within(Duration left) {
            return new Rules(method, left, policy, latency);
        }
    }

    /** @return the result; a failure of the Uni is a bug */
    static Uni<QueryResult> send(PrometheusApi api, InstantQuery query, Target target, Rules rules) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Deadline.in(rules.timeout());
            InstantQuery first = rules.latency().exact(query, target.url());
            return once(api, first, target, rules).flatMap(sent -> {
                boolean isEarly = rules.latency().mayBeEarly(first, target.url(), sent.reply());
                Uni<Sent> answer = isEarly && deadline.left().compareTo(LEAST) > 0
                        ? once(api, first.exact(), target, rules.within(deadline.left()))
                        : Uni.createFrom().item(sent);
                return answer.map(last -> {
                    QueryResult result = clocked(policed(last, first.promql(), rules.policy()), last, query);
                    return isEarly && last == sent ? result.warned(LatencyOffset.WARNING) : result;
                });
            });
        });
    }

    /** A reply, and when its request was sent. */
    private record Sent(HttpReply reply, QueryResult result, Instant began) {}

    private static Uni<Sent> once(PrometheusApi api, InstantQuery query, Target target, Rules rules) {
        Instant began = Instant.now();
        return byMethod(rules.method(), rules.timeout(), (method, left) -> {
                    // The server gets a shorter timeout, so that it can report that the query took too long.
                    Duration forServer = Duration.ofNanos(left.toNanos() / 10 * 9);
                    var call = new PrometheusApi.Call(method, "query", query.form(forServer), left);
                    return api.send(query.endpoint(), target, call);
                })
                .map(reply -> new Sent(reply, doubted(read(reply, query), reply, target), began));
    }

    private static QueryResult doubted(QueryResult result, HttpReply reply, Target target) {
        return result instanceof Failed(var failure) && reply instanceof Answered answer
                ? new Failed(StatusFailure.doubted(failure, target, answer))
                : result;
    }

    private static QueryResult clocked(QueryResult result, Sent sent, InstantQuery query) {
        if (!(sent.reply() instanceof Answered answer)) {
            return result;
        }
        Instant ended = Instant.now();
        return ServerClock.date(answer.header())
                .map(date -> ServerClock.skew(date, sent.began(), ended))
                .flatMap(skew -> ServerClock.warning(skew, query.time(), ended))
                .map(result::warned)
                .orElse(result);
    }

    private static Uni<HttpReply> byMethod(
            Method method, Duration timeout, BiFunction<HttpMethod, Duration, Uni<HttpReply>> send) {
        return switch (method) {
            case GET -> send.apply(HttpMethod.GET, timeout);
            case POST -> withGetInstead(timeout, send);
        };
    }

    /**
     * Sends a POST, and then a GET if the server refused the POST or did not receive its body.
     *
     * @param timeout of both together
     * @param send sends one of them within the time left
     */
    public static Uni<HttpReply> withGetInstead(
            Duration timeout, BiFunction<HttpMethod, Duration, Uni<HttpReply>> send) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Deadline.in(timeout);
            return send.apply(HttpMethod.POST, timeout)
                    .flatMap(reply -> reply instanceof Answered answer && isForGet(answer)
                            ? send.apply(HttpMethod.GET, deadline.atMost(timeout))
                            : Uni.createFrom().item(reply));
        });
    }

    private static boolean isForGet(Answered answer) {
        return POST_REFUSED.contains(answer.status())
                || BODY_LOST.contains(answer.status())
                        // Quotes are escaped in JSON.
                        && StatusFailure.isQueryLost(answer.text().replace("\\\"", "\""));
    }

    private static QueryResult read(HttpReply reply, InstantQuery query) {
        return switch (reply) {
            case Answered answer
            when answer.status() >= 300 && answer.status() < 400 && answer.status() != NOT_MODIFIED ->
                new Failed(StatusFailure.ofRedirect(
                        answer.status(), answer.header().apply("Location")));
            case Answered answer -> {
                QueryResult result = QueryAnswer.read(
                        answer.status(), answer.body(), answer.header().apply("Retry-After"), query.time());
                yield result instanceof Failed(var failure)
                        ? new Failed(StatusFailure.challenged(
                                failure, answer.header().apply("WWW-Authenticate")))
                        : result;
            }
            case Unanswered(ConnectionFailure failure) -> new Failed(QueryFailure.of(failure));
        };
    }

    /** With partial data, neither an empty result nor a replacement for it is a value, whatever the policy is. */
    private static QueryResult policed(Sent sent, String promql, PartialResponse policy) {
        QueryResult result = sent.result();
        return switch (result) {
            case QueryResult.Vector vector ->
                policed(
                        result,
                        vector.warnings(),
                        policy == PartialResponse.FAIL || vector.samples().isEmpty() || isReplaced(promql));
            case QueryResult.Scalar scalar -> policed(result, scalar.warnings(), policy == PartialResponse.FAIL);
            case QueryResult.Matrix matrix -> matrix;
            case QueryResult.Text text -> text;
            case Failed failed -> failed;
        };
    }

    private static boolean isReplaced(String promql) {
        return REPLACEMENT.matcher(promql).find();
    }

    private static QueryResult policed(QueryResult result, List<String> warnings, boolean isStrict) {
        return isStrict && QueryAnswer.isPartial(warnings)
                ? new Failed(Kind.PARTIAL_ANSWER.failure(
                        Kind.PARTIAL_ANSWER.says() + " (" + String.join("; ", warnings) + ")"))
                : result;
    }
}
