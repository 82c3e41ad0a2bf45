package dev.sliprovider.check;

import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;

/** Checks that a server answers HTTP and has something at this path. */
final class HttpCheck {

    private static final Map<HttpVersion, String> VERSIONS =
            Map.of(HttpVersion.HTTP_1_0, "HTTP/1.0", HttpVersion.HTTP_1_1, "HTTP/1.1", HttpVersion.HTTP_2, "HTTP/2");

    private HttpCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        return probe.firstRequest().flatMap(first -> first.failure()
                .map(failure -> of(probe, first, failure))
                .orElseGet(() -> Uni.createFrom().item(StepResult.ok(Step.HTTP, answered(first)))));
    }

    private static Uni<StepResult> of(ServerProbe probe, FirstRequest first, QueryFailure failure) {
        if (first.answer().isEmpty()) {
            return Uni.createFrom().item(StepResult.failed(Step.HTTP, failure, remedy(probe, failure)));
        }
        return switch (failure.kind()) {
            case NOT_FOUND, REDIRECTED -> elsewhere(probe, failure);
            case TLS_WANTED -> Uni.createFrom().item(StepResult.failed(Step.HTTP, failure, ""));
            default -> Uni.createFrom().item(answered(first, failure));
        };
    }

    /** A server that requires a client certificate may close an HTTP/2 connection without giving that reason. */
    private static String remedy(ServerProbe probe, QueryFailure failure) {
        return probe.isTls() && failure.kind() == Kind.CONNECTION_BROKEN
                ? "look at the server and its log: if it requires a client certificate, name one in PROMETHEUS_TLS_CERT and"
                        + " PROMETHEUS_TLS_KEY"
                : "look at the server and any proxy before it";
    }

    /** The query retries temporary failures, and the login step reports refused credentials. */
    private static StepResult answered(FirstRequest first, QueryFailure failure) {
        return failure.kind().isRepeated()
                ? StepResult.warning(Step.HTTP, failure.cause(), "look at the server and any proxy before it")
                : StepResult.ok(Step.HTTP, answered(first));
    }

    private static Uni<StepResult> elsewhere(ServerProbe probe, QueryFailure failure) {
        return PathSearch.by(probe).map(found -> found.map(url -> StepResult.failed(
                        Step.HTTP,
                        failure.cause() + " at " + probe.target(),
                        "use the URL " + url + ", which has a query API"))
                .orElseGet(() -> StepResult.failed(Step.HTTP, failure, "")));
    }

    private static String answered(FirstRequest first) {
        Answered answer = first.answer().orElseThrow();
        return VERSIONS.get(answer.version()) + " " + answer.status() + ", "
                + Durations.text(Duration.between(first.began(), first.ended()));
    }
}
