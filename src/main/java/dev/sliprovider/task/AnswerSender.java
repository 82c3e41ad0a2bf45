package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Uni;

/** Where the answers to one event go. */
@FunctionalInterface
public interface AnswerSender {

    /**
     * @param answer {@code started} or {@code finished}; the second is sent only after the first
     * @return ends when the answer is out, and fails if it never will be
     */
    Uni<Void> send(KeptnEvent answer);
}
