package dev.sliprovider.waiting;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets several callers wait for one read. */
public final class SharedRead {

    private SharedRead() {}

    /**
     * Mutiny's memoization is not used: with two threads (Mutiny 3.2) it may emit an item to a subscriber before its
     * subscription, and operators after it then mistake a later signal for that item.
     *
     * @param read starts with the first subscriber, and continues if all subscribers cancel
     * @return the same outcome for all subscribers
     */
    public static <T> Uni<T> of(Uni<T> read) {
        var outcome = new CompletableFuture<T>();
        var begun = new AtomicBoolean();
        return Uni.createFrom().deferred(() -> {
            if (begun.compareAndSet(false, true)) {
                read.subscribe().with(outcome::complete, outcome::completeExceptionally);
            }
            // A copy, because a subscriber that cancels also cancels its stage.
            return Uni.createFrom().completionStage(outcome::copy);
        });
    }
}
