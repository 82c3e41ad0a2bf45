package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Multi;

/** The work behind every transport: from one event to its answers. */
@FunctionalInterface
public interface Answers {

    /**
     * @param event any event
     * @param deadline counted from receipt
     * @return the answers in order, none if the event is for somebody else; an answer is to be sent before the next
     *     one is asked for
     */
    Multi<KeptnEvent> to(KeptnEvent event, Deadline deadline);
}
