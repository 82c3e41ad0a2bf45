package dev.sliprovider.prometheus;

import dev.sliprovider.endpoint.PrometheusApi;
import dev.sliprovider.endpoint.PrometheusConfig.PartialResponse;
import dev.sliprovider.endpoint.PrometheusEndpoint.Target;
import dev.sliprovider.endpoint.Reply;
import dev.sliprovider.endpoint.Reply.Answered;
import dev.sliprovider.endpoint.Reply.Unanswered;
import dev.sliprovider.endpoint.RequestFailure;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One attempt: POST, and GET where only reading is allowed (client libraries do the same). Nothing is remembered: what
 * refuses one POST may take the next, and a GET has no room for a long query.
 */
final class QueryCall {

    private static final Set<Integer> POST_REFUSED = Set.of(403, 405, 501);

    private QueryCall() {}

    /** @return the result; a failure of the Uni is a bug */
    static Uni<QueryResult> send(
            PrometheusApi api, Question question, Target target, Duration timeout, PartialResponse policy) {
        var deadline = Deadline.in(timeout);
        return send(HttpMethod.POST, api, question, target, timeout)
                .flatMap(reply -> reply instanceof Answered answer && POST_REFUSED.contains(answer.status())
                        ? send(HttpMethod.GET, api, question, target, deadline.atMost(timeout))
                        : Uni.createFrom().item(reply))
                .map(QueryCall::read)
                .map(result -> policy == PartialResponse.FAIL ? wholeOrNothing(result) : result);
    }

    private static Uni<Reply> send(
            HttpMethod method, PrometheusApi api, Question question, Target target, Duration timeout) {
        // The server is to give up first, so that it can say that it was the query that took too long.
        Duration forServer = Duration.ofNanos(timeout.toNanos() / 10 * 9);
        var call = new PrometheusApi.Call(method, "query", question.form(forServer), timeout);
        return api.send(question.endpoint(), target, call);
    }

    private static QueryResult read(Reply reply) {
        return switch (reply) {
            case Answered answer
            when answer.status() >= 300 && answer.status() < 400 ->
                new Failed(RequestFailure.ofRedirect(
                        answer.status(), answer.header().apply("Location")));
            case Answered answer ->
                QueryAnswer.read(answer.status(), answer.body(), answer.header().apply("Retry-After"));
            case Unanswered(RequestFailure failure) -> new Failed(failure);
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
