package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import java.net.URI;

/**
 * Work that is answered: {@link TaskRunner} sends {@code started} and exactly one {@code finished}, whatever happens, and
 * ends it at its deadline and when the process ends. A task only does its work.
 */
public non-sealed interface Task extends Work {

    /** @return the {@code source} of its answers, by which Keptn tells integrations apart */
    default URI source() {
        return URI.create(name());
    }

    /**
     * Does the work. It is called on a thread of its own, which it may block; the thread is interrupted when the
     * time is over.
     *
     * @param event that asks for it
     * @param left the time that is left for it; every wait should be bounded by this. Work that goes on is cancelled then
     * @return what came of it, never null; fails with {@link TaskException} or
     *     {@link dev.sliprovider.keptn.InvalidEventException} if the work cannot be done, whose message is sent. Any other
     *     failure is a bug: it is logged with its stack, and answered too
     */
    Uni<TaskResult> run(KeptnEvent event, Deadline left);

    /**
     * @param event that could not be answered
     * @param why a sentence for people
     * @return what the {@code finished} event says then; must not fail
     */
    default TaskResult errored(KeptnEvent event, String why) {
        return TaskResult.errored(why);
    }
}
