package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Work that an event is for.
 *
 * @param bulkhead its places
 * @param bug with which the work failed when it was asked whether the event is for it: it has to be answered all the same
 */
record Wanted(Bulkhead bulkhead, Optional<Throwable> bug) {

    /** @return nothing if the event is not for this work */
    static Optional<Wanted> ask(Bulkhead bulkhead, KeptnEvent event) {
        return Uni.createFrom()
                .item(() -> bulkhead.work().isFor(event))
                .map(isFor -> isFor ? Optional.of(new Wanted(bulkhead, Optional.empty())) : Optional.<Wanted>empty())
                .onFailure()
                .recoverWithItem(bug -> Optional.of(new Wanted(bulkhead, Optional.of(bug))))
                .subscribeAsCompletionStage()
                .join();
    }
}
