package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;

/** Observes each answer that a {@link Transport} has sent. */
@FunctionalInterface
public interface SentAnswerObserver {

    /**
     * An answer was sent. Must not block.
     *
     * @param answer that the transport has sent
     */
    void sent(KeptnEvent answer);
}
