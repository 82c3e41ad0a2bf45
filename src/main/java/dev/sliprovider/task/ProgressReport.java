package dev.sliprovider.task;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Sends what a task says while it works. Nobody waits for these events, and none is sent after the work has ended. */
final class ProgressReport implements Consumer<String> {

    private static final Logger LOG = Logger.getLogger(ProgressReport.class);

    private final Task task;
    private final Replies replies;
    private final AnswerSender answers;
    private boolean hasEnded;

    ProgressReport(Task task, Replies replies, AnswerSender answers) {
        this.task = task;
        this.replies = replies;
        this.answers = answers;
    }

    /** The lock keeps an event that is on its way out before the finished event. */
    @Override
    public synchronized void accept(String sentence) {
        if (hasEnded) {
            return;
        }
        KeptnEvent event = replies.statusChanged(sentence);
        answers.send(event)
                .subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.debugf(failure, "%s: a status.changed event was not delivered", task.name()));
    }

    synchronized void end() {
        hasEnded = true;
    }
}
