package dev.sliprovider.check;

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
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The first request, of which several steps read what concerns them.
 *
 * @param reply what became of it
 * @param login why we cannot even say who we are; the request was sent without that then
 * @param began when it was sent
 * @param ended when the answer was there
 */
record Contact(HttpReply reply, Optional<QueryFailure> login, Instant began, Instant ended) {

    static final String QUERY = "query=vector(1)";

    /** Characters of an answer that are quoted. */
    private static final int BEGINNING = 80;

    /** The request itself knows better why there is no answer. */
    private static final Duration LENIENCE = Duration.ofMillis(300);

    static Uni<Contact> with(Visit visit) {
        return send(visit, visit.endpoint())
                .flatMap(contact -> contact.reply() instanceof Unanswered(ConnectionFailure failure)
                                && failure.kind() == ConnectionFailure.Kind.NO_ACCESS_TOKEN
                        ? send(visit, visit.endpoint().anonymous())
                                .map(other -> new Contact(
                                        other.reply(),
                                        Optional.of(QueryFailure.of(failure)),
                                        other.began(),
                                        other.ended()))
                        : Uni.createFrom().item(contact));
    }

    private static Uni<Contact> send(Visit visit, PrometheusEndpoint endpoint) {
        return Uni.createFrom().deferred(() -> {
            Instant began = Instant.now();
            return QueryCall.withGetInstead(
                            visit.timeout(),
                            (method, left) -> visit.send(endpoint, new Call(method, "query", QUERY, left)))
                    .ifNoItem()
                    .after(visit.timeout().plus(LENIENCE))
                    .recoverWithItem(new Unanswered(ConnectionFailure.Kind.NO_ANSWER_IN_TIME.failure()))
                    .map(reply -> new Contact(reply, Optional.empty(), began, Instant.now()));
        });
    }

    Optional<Answered> answer() {
        return reply instanceof Answered answer ? Optional.of(answer) : Optional.empty();
    }

    /** @return why there is no answer, or what a status says that is none of success */
    Optional<QueryFailure> failure() {
        return switch (reply) {
            case Unanswered(ConnectionFailure failure) -> Optional.of(QueryFailure.of(failure));
            case Answered answer when answer.status() >= 200 && answer.status() < 300 -> Optional.empty();
            case Answered answer ->
                Optional.of(StatusFailure.of(
                        answer.status(), said(answer), answer.header().apply("Retry-After")));
        };
    }

    /** @return why it failed, if it is of one of these kinds */
    Optional<QueryFailure> failure(Predicate<Kind> kinds) {
        return failure().filter(failure -> kinds.test(failure.kind()));
    }

    private static String said(Answered answer) {
        String text = answer.text().strip();
        return text.startsWith("<") ? "an HTML page" : Excerpt.of(text, BEGINNING);
    }
}
