package dev.sliprovider.gateapi;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One evaluation that waits for its turn, is in progress, or has ended a short time ago. */
final class EvaluationRun {

    private final EvaluationRequest request;
    private final Uni<Outcome> work;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Instant latest;
    private Cancellable subscription = () -> {};

    EvaluationRun(EvaluationRequest request, Uni<Outcome> work) {
        this.request = request;
        this.work = work;
        this.latest = Instant.now().plus(request.terms().deadline()).plusSeconds(1);
    }

    EvaluationRequest request() {
        return request;
    }

    /** @return the outcome, if it is known */
    Optional<Outcome> known() {
        return Optional.ofNullable(outcome.getNow(null));
    }

    /** @return the outcome, once it is known. A client that leaves does not end the evaluation */
    Uni<Outcome> outcome() {
        return Uni.createFrom().completionStage(outcome::copy);
    }

    /** @return the time at which it has ended */
    Instant latest() {
        return latest;
    }

    synchronized void begin() {
        if (!outcome.isDone()) {
            subscription = work.subscribe()
                    .with(outcome::complete, bug -> outcome.complete(new Outcome.Impossible(Problems.bug())));
        }
    }

    /** Ends it without a verdict. */
    synchronized void end(Outcome instead) {
        if (outcome.complete(instead)) {
            subscription.cancel();
        }
    }

    /** @param action gets called when the outcome is known, on any thread */
    void afterwards(Runnable action) {
        outcome.thenRun(action);
    }

    CompletableFuture<Outcome> future() {
        return outcome;
    }
}
