package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;

/**
 * Handles events without an answer. JetStream and polling deliver an event at least once: after a crash, no answer shows
 * that the
 * listener has handled the event, so they deliver it again. A listener must tolerate duplicates.
 */
public non-sealed interface Listener extends Work {

    /**
     * Handles one event. The method is called on its own thread, which it may block; the thread is interrupted at the
     * deadline.
     *
     * @param event for which {@link #isFor} is true
     * @param left the time that is left
     * @return completes when the event is handled. If it fails, the event is delivered again where the transport can do
     *     so: with {@link TaskException} for a cause that a user can remove, with another exception for a bug
     */
    Uni<Void> hear(KeptnEvent event, Deadline left);
}
