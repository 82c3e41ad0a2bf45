package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Handles events with an answer. {@link TaskRunner} always sends {@code started} and exactly one {@code finished} event,
 * and cancels the task at its deadline and when the process shuts down.
 */
public non-sealed interface Task extends Work {

    /** @return the {@code source} of its answers, by which Keptn distinguishes integrations */
    default URI source() {
        return URI.create(name());
    }

    /**
     * Decides by more than the data of the event whether it is for this task, before {@code started} is sent. The method must
     * not block.
     *
     * @param event for which {@link #isFor} is true
     * @param left the time that is left; the decision must be made before its end
     * @return false if the event is left to others: then it has no answer. Fails with {@link TaskException} if this cannot be
     *     decided: then it has no answer either, and JetStream and polling deliver it again
     */
    default Uni<Boolean> accepts(KeptnEvent event, Deadline left) {
        return Uni.createFrom().item(true);
    }

    /**
     * Handles one event. The method is called on its own thread, which it may block; the thread is interrupted at the
     * deadline.
     *
     * @param event a {@code triggered} event
     * @param left the time that is left; every wait should be bounded by it. Unfinished work is cancelled at its end
     * @return the result, never null; fails with {@link TaskException} or
     *     {@link dev.sliprovider.keptn.InvalidEventException}, whose message is sent, if the task cannot be done. Any other
     *     failure is a bug: it is answered, too, and logged with its stack trace
     */
    Uni<TaskResult> run(KeptnEvent event, Deadline left);

    /**
     * The same for work that reports progress. The program calls this method.
     *
     * @param progress sends each sentence as a {@code status.changed} event; may be called on any thread, and does nothing
     *     once the work has ended
     */
    default Uni<TaskResult> run(KeptnEvent event, Deadline left, Consumer<String> progress) {
        return run(event, left);
    }

    /**
     * @param event for which the work failed
     * @param why the cause, as a sentence
     * @return the result for the {@code finished} event; must not fail
     */
    default TaskResult errored(KeptnEvent event, String why) {
        return TaskResult.errored(why);
    }
}
