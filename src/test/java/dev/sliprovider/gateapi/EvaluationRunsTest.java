package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.gateapi.EvaluationRuns.Offer;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.transport.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvaluationRunsTest {

    private static final Permission ALL = Permission.all("all");
    private static final Outcome DONE =
            new Outcome.Impossible(new Problem(422, "It cannot be evaluated", "a test", Optional.empty()));

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Uni<Outcome> work = Uni.createFrom().deferred(() -> {
        begun.incrementAndGet();
        return Uni.createFrom().completionStage(outcome::copy);
    });

    private static EvaluationRequest request(String id, String digest) {
        EvaluationRequest read = new RequestReader(GateTokensTest.config(Map.of()))
                .read(new Scope("shop", "prod", "cart"), MultiMap.caseInsensitiveMultiMap());
        return new EvaluationRequest(id, Optional.of(digest), read.target(), read.terms(), read.given());
    }

    private static EvaluationRun accepted(Offer offer) {
        assertThat(offer).isInstanceOf(Offer.Accepted.class);
        return ((Offer.Accepted) offer).run();
    }

    private static int refused(Offer offer) {
        assertThat(offer).isInstanceOf(Offer.Refused.class);
        return ((Offer.Refused) offer).problem().status();
    }

    @Test
    void only_so_many_run_and_wait() {
        var runs = new EvaluationRuns(2, 1, Duration.ofSeconds(5));
        var accepted = new ArrayList<EvaluationRun>();
        for (String id : new String[] {"a", "b", "c"}) {
            accepted.add(accepted(runs.offer(request(id, id), work)));
        }
        assertThat(begun).hasValue(2);
        assertThat(refused(runs.offer(request("d", "d"), work))).isEqualTo(503);

        outcome.complete(DONE);
        assertThat(begun).hasValue(3);
        assertThat(accepted).allMatch(run -> run.known().isPresent());
        assertThat(runs.size()).isZero();
        accepted(runs.offer(request("d", "d"), work));
    }

    @Test
    void equal_requests_share_one_evaluation() {
        var runs = new EvaluationRuns(2, 1, Duration.ofSeconds(5));
        EvaluationRun first = accepted(runs.offer(request("a", "x"), work));

        assertThat(accepted(runs.offer(request("a", "x"), work))).isSameAs(first);
        assertThat(refused(runs.offer(request("a", "y"), work))).isEqualTo(409);
        assertThat(begun).hasValue(1);
        assertThat(runs.find("a", ALL)).hasValue(first);
        assertThat(runs.find("a", new Permission("other", List.of(ServicePattern.parse("a/b/c")), true)))
                .isEmpty();

        outcome.complete(DONE);
        assertThat(runs.find("a", ALL)).as("its outcome is in no history").hasValue(first);
        assertThat(accepted(runs.offer(request("a", "y"), work)))
                .as("without a verdict it may be repeated")
                .isNotSameAs(first);
    }

    @Test
    void the_end_of_the_process_ends_evaluations_without_a_verdict() {
        var runs = new EvaluationRuns(1, 5, Duration.ofMillis(50));
        EvaluationRun running = accepted(runs.offer(request("a", "a"), work));
        EvaluationRun waiting = accepted(runs.offer(request("b", "b"), work));

        runs.close();
        assertThat(refused(runs.offer(request("c", "c"), work))).isEqualTo(503);
        runs.drain();

        assertThat(begun).as("none begins after that").hasValueLessThanOrEqualTo(2);
        assertThat(running.known().orElseThrow().isVerdict()).isFalse();
        assertThat(waiting.known().orElseThrow().isVerdict()).isFalse();
        assertThat(runs.size()).isZero();
    }

    @Test
    void a_shutdown_waits_for_evaluations() {
        var runs = new EvaluationRuns(1, 5, Duration.ofSeconds(30));
        EvaluationRun running = accepted(runs.offer(request("a", "a"), work));
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> outcome.complete(DONE));

        runs.close();
        runs.drain();

        assertThat(running.known()).hasValue(DONE);
    }
}
