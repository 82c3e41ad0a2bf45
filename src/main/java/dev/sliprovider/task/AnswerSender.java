package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;

/** Sends the answers to one event. */
@FunctionalInterface
public interface AnswerSender {

    /**
     * @param answer {@code started}, {@code status.changed} or {@code finished}, in this order
     * @return completes when the answer is delivered; fails if it cannot be delivered
     */
    Uni<Void> send(KeptnEvent answer);
}
