package dev.sliprovider.check;

import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;

/** Whether there is a server that answers HTTP, and has something at this path. */
final class HttpCheck {

    private static final Map<HttpVersion, String> VERSIONS =
            Map.of(HttpVersion.HTTP_1_0, "HTTP/1.0", HttpVersion.HTTP_1_1, "HTTP/1.1", HttpVersion.HTTP_2, "HTTP/2");

    private HttpCheck() {}

    static Uni<Finding> of(Visit visit) {
        return visit.contact().flatMap(contact -> contact.failure()
                .map(failure -> of(visit, contact, failure))
                .orElseGet(() -> Uni.createFrom().item(Finding.ok(Step.HTTP, answered(contact)))));
    }

    private static Uni<Finding> of(Visit visit, Contact contact, QueryFailure failure) {
        if (contact.answer().isEmpty()) {
            return Uni.createFrom().item(Finding.failed(Step.HTTP, failure, remedy(visit, failure)));
        }
        return switch (failure.kind()) {
            case NOT_FOUND, REDIRECTED -> elsewhere(visit, failure);
            case TLS_WANTED -> Uni.createFrom().item(Finding.failed(Step.HTTP, failure, ""));
            default -> Uni.createFrom().item(answered(contact, failure));
        };
    }

    /** Without a certificate that it wants, a server may close a connection of HTTP/2 without a word that is heard. */
    private static String remedy(Visit visit, QueryFailure failure) {
        return visit.isTls() && failure.kind() == Kind.CONNECTION_BROKEN
                ? "look at the server and its log: if it wants a client certificate, name it in PROMETHEUS_TLS_CERT and"
                        + " PROMETHEUS_TLS_KEY"
                : "look at the server and what stands before it";
    }

    /** What may pass is tried again by the query, and what is about the login is told there. */
    private static Finding answered(Contact contact, QueryFailure failure) {
        return failure.kind().isRepeated()
                ? Finding.warning(Step.HTTP, failure.cause(), "look at the server and what stands before it")
                : Finding.ok(Step.HTTP, answered(contact));
    }

    private static Uni<Finding> elsewhere(Visit visit, QueryFailure failure) {
        return PathSearch.by(visit).map(found -> found.map(url -> Finding.failed(
                        Step.HTTP,
                        failure.cause() + " at " + visit.target(),
                        "use the URL " + url + ": there is a query API"))
                .orElseGet(() -> Finding.failed(Step.HTTP, failure, "")));
    }

    private static String answered(Contact contact) {
        Answered answer = contact.answer().orElseThrow();
        return VERSIONS.get(answer.version()) + " " + answer.status() + ", "
                + Durations.text(Duration.between(contact.began(), contact.ended()));
    }
}
