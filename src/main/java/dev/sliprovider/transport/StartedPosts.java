package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The started events that a sink has not accepted yet. Their attempts go on beside the work, and end before the finished
 * event is sent: Keptn does not wait for a started event (contract §0.1), and one that comes late would be wrong.
 */
final class StartedPosts {

    /** The work begins after this time even if the first attempt has no outcome. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** @param source of the answers: two tasks may answer one event */
    private record Key(String triggered, URI source) {

        private static Key of(KeptnEvent answer) {
            return new Key(answer.triggeredid().orElse(answer.id()), answer.source());
        }
    }

    /** Attempts that may be cancelled before they have begun. */
    private static final class Attempts {

        private static final Cancellable CANCELLED = () -> {};

        private final AtomicReference<Cancellable> running = new AtomicReference<>();

        private void are(Cancellable attempts) {
            if (!running.compareAndSet(null, attempts)) {
                attempts.cancel();
            }
        }

        private void cancel() {
            Cancellable attempts = running.getAndSet(CANCELLED);
            if (attempts != null) {
                attempts.cancel();
            }
        }
    }

    /** A task may have several: its started event, and status.changed events. */
    private final Map<Key, Set<Attempts>> all = new ConcurrentHashMap<>();

    /**
     * Begins to post a started event.
     *
     * @param once is subscribed to for each attempt
     * @param retries makes all attempts of one
     * @param lost receives the reason if no attempt succeeds
     * @return completes after the first attempt, or after a second; never fails
     */
    Uni<Void> post(KeptnEvent started, Uni<Void> once, UnaryOperator<Uni<Void>> retries, Consumer<Throwable> lost) {
        return Uni.createFrom().deferred(() -> {
            Key key = Key.of(started);
            var attempts = new Attempts();
            var first = new CompletableFuture<Void>();
            all.compute(key, (same, others) -> with(others, attempts));
            attempts.are(retries.apply(once.onTermination().invoke(() -> first.complete(null)))
                    .onTermination()
                    .invoke(() -> all.computeIfPresent(key, (same, others) -> without(others, attempts)))
                    .subscribe()
                    .with(sent -> {}, lost));
            return Uni.createFrom()
                    .completionStage(first)
                    .ifNoItem()
                    .after(FIRST)
                    .on(Timeouts.clock())
                    .recoverWithItem((Void) null);
        });
    }

    /** The finished event of the same task is sent next: nothing is sent for its started event any more. */
    void end(KeptnEvent finished) {
        Set<Attempts> attempts = all.remove(Key.of(finished));
        if (attempts != null) {
            attempts.forEach(Attempts::cancel);
        }
    }

    private static Set<Attempts> with(Set<Attempts> others, Attempts attempts) {
        Set<Attempts> together = others == null ? ConcurrentHashMap.newKeySet() : others;
        together.add(attempts);
        return together;
    }

    /** Without any, the entry of the map goes. */
    private static Set<Attempts> without(Set<Attempts> others, Attempts attempts) {
        others.remove(attempts);
        return others.isEmpty() ? null : others;
    }

    /** The process ends. */
    void end() {
        all.values().forEach(attempts -> attempts.forEach(Attempts::cancel));
    }
}
