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
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One attempt: POST, and GET where only reading is allowed (client libraries do the same). Nothing is remembered: a server
 * that refuses one POST may take the next, and a GET has no room for a long query.
 */
public final class QueryCall {

    private static final Set<Integer> POST_REFUSED = Set.of(403, 405, 501);
    /** With which servers and gateways complain of an empty query if the body of a POST has been dropped. */
    private static final Set<Integer> BODY_LOST = Set.of(400, 422, 500);

    private static final int NOT_MODIFIED = 304;

    private QueryCall() {}

    /** @return the result; a failure of the Uni is a bug */
    static Uni<QueryResult> send(
            PrometheusApi api, InstantQuery query, Target target, Duration timeout, PrometheusConfig config) {
        return byMethod(config.method(), timeout, (method, left) -> {
                    // The server is to give up first, so that it can say that it was the query that took too long.
                    Duration forServer = Duration.ofNanos(left.toNanos() / 10 * 9);
                    var call = new PrometheusApi.Call(method, "query", query.form(forServer), left);
                    return api.send(query.endpoint(), target, call);
                })
                .map(QueryCall::read)
                .map(result -> config.partialResponse() == PartialResponse.FAIL ? wholeOrNothing(result) : result);
    }

    private static Uni<HttpReply> byMethod(
            Method method, Duration timeout, BiFunction<HttpMethod, Duration, Uni<HttpReply>> send) {
        return switch (method) {
            case GET -> send.apply(HttpMethod.GET, timeout);
            case POST -> withGetInstead(timeout, send);
        };
    }

    /**
     * Sends a POST, and a GET if the server refuses it, or has not got its body.
     *
     * @param timeout of both together
     * @param send sends one of them within the time that is left
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

    private static QueryResult read(HttpReply reply) {
        return switch (reply) {
            case Answered answer
            when answer.status() >= 300 && answer.status() < 400 && answer.status() != NOT_MODIFIED ->
                new Failed(StatusFailure.ofRedirect(
                        answer.status(), answer.header().apply("Location")));
            case Answered answer ->
                QueryAnswer.read(answer.status(), answer.body(), answer.header().apply("Retry-After"));
            case Unanswered(ConnectionFailure failure) -> new Failed(QueryFailure.of(failure));
        };
    }

    private static QueryResult wholeOrNothing(QueryResult result) {
        List<String> warnings =
                switch (result) {
                    case QueryResult.Vector vector -> vector.warnings();
                    case QueryResult.Scalar scalar -> scalar.warnings();
                    case QueryResult.Matrix matrix -> List.of();
                    case QueryResult.Text text -> List.of();
                    case Failed failed -> List.of();
                };
        return QueryAnswer.isPartial(warnings)
                ? new Failed(Kind.PARTIAL_ANSWER.failure(
                        Kind.PARTIAL_ANSWER.says() + " (" + String.join("; ", warnings) + ")"))
                : result;
    }
}
