package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;

/** Wants to know of answers that went out over a channel. */
@FunctionalInterface
public interface AnswerListener {

    /**
     * Must not wait.
     *
     * @param answer that was taken by the transport
     */
    void sent(KeptnEvent answer);
}
