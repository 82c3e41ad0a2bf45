package dev.sliprovider.check;

import dev.sliprovider.endpoint.PrometheusApi.Call;
import dev.sliprovider.endpoint.PrometheusEndpoint;
import dev.sliprovider.endpoint.Reply;
import dev.sliprovider.endpoint.Reply.Answered;
import dev.sliprovider.endpoint.Reply.Unanswered;
import dev.sliprovider.endpoint.RequestFailure;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The first request to a server. Several steps read its response.
 *
 * @param reply its outcome
 * @param login why there are no credentials to send; the request was sent without them then
 * @param began when it was sent
 * @param ended when the response had arrived
 */
record FirstRequest(Reply reply, Optional<RequestFailure> login, Instant began, Instant ended) {

    static final String QUERY = "query=vector(1)";

    /** The status codes after which queries are sent by GET as well. */
    private static final Set<Integer> POST_REFUSED = Set.of(403, 405, 501);
    /** Additional time for the client, whose own timeout gives the better reason. */
    private static final Duration LENIENCE = Duration.ofMillis(300);

    static Uni<FirstRequest> with(ServerProbe probe) {
        return send(probe, probe.endpoint())
                .flatMap(first -> first.reply() instanceof Unanswered(RequestFailure failure)
                                && failure.kind() == Kind.NO_ACCESS_TOKEN
                        ? send(probe, probe.endpoint().anonymous())
                                .map(other -> new FirstRequest(
                                        other.reply(), Optional.of(failure), other.began(), other.ended()))
                        : Uni.createFrom().item(first));
    }

    private static Uni<FirstRequest> send(ServerProbe probe, PrometheusEndpoint who) {
        return Uni.createFrom().deferred(() -> {
            var deadline = Deadline.in(probe.timeout());
            return send(HttpMethod.POST, probe, who, deadline)
                    .flatMap(first -> first.reply() instanceof Answered answer && POST_REFUSED.contains(answer.status())
                            ? send(HttpMethod.GET, probe, who, deadline)
                            : Uni.createFrom().item(first));
        });
    }

    private static Uni<FirstRequest> send(
            HttpMethod method, ServerProbe probe, PrometheusEndpoint who, Deadline deadline) {
        Instant began = Instant.now();
        Duration timeout = deadline.atMost(probe.timeout());
        return probe.send(who, new Call(method, "query", QUERY, timeout))
                .ifNoItem()
                .after(timeout.plus(LENIENCE))
                .recoverWithItem(new Unanswered(Kind.NO_ANSWER_IN_TIME.failure()))
                .map(reply -> new FirstRequest(reply, Optional.empty(), began, Instant.now()));
    }

    Optional<Answered> answer() {
        return reply instanceof Answered answer ? Optional.of(answer) : Optional.empty();
    }

    /** @return why there is no response, or the failure that a status other than 2xx stands for */
    Optional<RequestFailure> failure() {
        return switch (reply) {
            case Unanswered(RequestFailure failure) -> Optional.of(failure);
            case Answered answer when answer.status() >= 200 && answer.status() < 300 -> Optional.empty();
            case Answered answer ->
                Optional.of(RequestFailure.ofStatus(
                        answer.status(), said(answer), answer.header().apply("Retry-After")));
        };
    }

    /** @return why it failed, if it is of one of these kinds */
    Optional<RequestFailure> failure(Set<Kind> kinds) {
        return failure().filter(failure -> kinds.contains(failure.kind()));
    }

    private static String said(Answered answer) {
        String text = answer.text().strip();
        String beginning = text.substring(0, Math.min(80, text.length()));
        return text.startsWith("<") ? "an HTML page" : beginning;
    }
}
