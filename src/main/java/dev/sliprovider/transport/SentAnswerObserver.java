package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;

/** Is told of each answer that a {@link Transport} has sent. */
@FunctionalInterface
public interface SentAnswerObserver {

    /**
     * Must not wait.
     *
     * @param answer that was taken by the transport
     */
    void sent(KeptnEvent answer);
}
