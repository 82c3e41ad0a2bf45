package dev.sliprovider.waiting;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets several wait for one read. */
public final class SharedRead {

    private SharedRead() {}

    /**
     * Memoizing would do the same, but may give an item to somebody who has not been told yet that he is subscribed (two
     * threads, Mutiny 3.2); operators behind it then take what follows for that item.
     *
     * @param read begins with the first who waits, and goes on when nobody waits any more
     * @return the same outcome for all
     */
    public static <T> Uni<T> of(Uni<T> read) {
        var outcome = new CompletableFuture<T>();
        var begun = new AtomicBoolean();
        return Uni.createFrom().deferred(() -> {
            if (begun.compareAndSet(false, true)) {
                read.subscribe().with(outcome::complete, outcome::completeExceptionally);
            }
            // A copy, because who stops waiting cancels what he waits for.
            return Uni.createFrom().completionStage(outcome::copy);
        });
    }
}
