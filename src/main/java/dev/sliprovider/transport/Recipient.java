package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * A task or listener that handles an event.
 *
 * @param bulkhead the places of this work
 * @param bug the failure of {@link dev.sliprovider.task.Work#isFor}; a task then answers the event as errored
 */
record Recipient(Bulkhead bulkhead, Optional<Throwable> bug) {

    /** @return nothing if the event is not for this work */
    static Optional<Recipient> ask(Bulkhead bulkhead, KeptnEvent event) {
        return Uni.createFrom()
                .item(() -> bulkhead.work().isFor(event))
                .map(isFor ->
                        isFor ? Optional.of(new Recipient(bulkhead, Optional.empty())) : Optional.<Recipient>empty())
                .onFailure()
                .recoverWithItem(bug -> Optional.of(new Recipient(bulkhead, Optional.of(bug))))
                .subscribeAsCompletionStage()
                .join();
    }
}
