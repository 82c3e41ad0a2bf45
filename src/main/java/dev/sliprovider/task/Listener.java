package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;

/**
 * Work that is not answered. An event is heard at least once where the transport can deliver it again (JetStream,
 * polling): there is no answer by which anybody could see that it was heard before a crash, so a listener should do no
 * harm when it hears an event twice.
 */
public non-sealed interface Listener extends Work {

    /**
     * Hears one event. It is called on a thread of its own, which it may block; the thread is interrupted when the
     * time is over.
     *
     * @param event that it is for
     * @param left the time that is left for it
     * @return ends when the event needs not to be delivered again; fails if it should be, with {@link TaskException} for a
     *     reason that people can act on, or with anything else for a bug
     */
    Uni<Void> hear(KeptnEvent event, Deadline left);
}
