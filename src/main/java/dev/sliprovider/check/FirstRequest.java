package dev.sliprovider.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.http.ConnectionFailure;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.prometheus.PrometheusApi.Call;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.QueryCall;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.StatusFailure;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The first request to a server. Several steps read its response.
 *
 * @param reply its outcome
 * @param login why there are no credentials to send; the request was sent without them then
 * @param began when it was sent
 * @param ended when the response had arrived
 */
record FirstRequest(HttpReply reply, Optional<QueryFailure> login, Instant began, Instant ended) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final String QUERY = "query=vector(1)";

    /** Maximum characters of an error page in a message. */
    private static final int BEGINNING = 80;

    /** Additional time for the client, whose own timeout gives the better reason. */
    private static final Duration LENIENCE = Duration.ofMillis(300);

    static Uni<FirstRequest> with(ServerProbe probe) {
        return send(probe, probe.endpoint())
                .flatMap(first -> first.reply() instanceof Unanswered(ConnectionFailure failure)
                                && failure.kind() == ConnectionFailure.Kind.NO_ACCESS_TOKEN
                        ? send(probe, probe.endpoint().anonymous())
                                .map(other -> new FirstRequest(
                                        other.reply(),
                                        Optional.of(QueryFailure.of(failure)),
                                        other.began(),
                                        other.ended()))
                        : Uni.createFrom().item(first));
    }

    private static Uni<FirstRequest> send(ServerProbe probe, PrometheusEndpoint endpoint) {
        return Uni.createFrom().deferred(() -> {
            Instant began = Instant.now();
            return QueryCall.withGetInstead(
                            probe.timeout(),
                            (method, left) -> probe.send(endpoint, new Call(method, "query", QUERY, left)))
                    .ifNoItem()
                    .after(probe.timeout().plus(LENIENCE))
                    .on(Timeouts.clock())
                    .recoverWithItem(new Unanswered(ConnectionFailure.Kind.NO_ANSWER_IN_TIME.failure()))
                    .map(reply -> new FirstRequest(reply, Optional.empty(), began, Instant.now()));
        });
    }

    Optional<Answered> answer() {
        return reply instanceof Answered answer ? Optional.of(answer) : Optional.empty();
    }

    /** @return why there is no response, or the failure that a status other than 2xx stands for */
    Optional<QueryFailure> failure() {
        return switch (reply) {
            case Unanswered(ConnectionFailure failure) -> Optional.of(QueryFailure.of(failure));
            case Answered answer when answer.status() >= 200 && answer.status() < 300 -> Optional.empty();
            case Answered answer
            when answer.status() >= 300 && answer.status() < 400 && answer.status() != 304 ->
                Optional.of(StatusFailure.ofRedirect(
                        answer.status(), answer.header().apply("Location")));
            case Answered answer ->
                Optional.of(StatusFailure.of(
                        answer.status(), said(answer), answer.header().apply("Retry-After")));
        };
    }

    /** @return why it failed, if it is of one of these kinds */
    Optional<QueryFailure> failure(Predicate<Kind> kinds) {
        return failure().filter(failure -> kinds.test(failure.kind()));
    }

    /** @return whether the API itself has responded, so that the credentials were accepted */
    boolean isOfApi() {
        try {
            return answer().isPresent()
                    && JSON.readTree(answer().get().text()).path("status").isTextual();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String said(Answered answer) {
        String text = answer.text().strip();
        return text.startsWith("<") ? "an HTML page" : Excerpt.of(text, BEGINNING);
    }
}
