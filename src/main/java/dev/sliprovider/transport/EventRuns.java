package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.task.Work;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Starts tasks and listeners for the events that the gate accepts, drops duplicates, and reports the end of each event. */
@Singleton
final class EventRuns {

    private static final Logger LOG = Logger.getLogger(EventRuns.class);

    private final TaskRunner runner;
    private final Bulkheads bulkheads;
    private final Deduplication known;

    EventRuns(TaskRunner runner, Bulkheads bulkheads, Deduplication known) {
        this.runner = runner;
        this.bulkheads = bulkheads;
        this.known = known;
    }

    /** @param recipients the tasks and listeners for the event, each with a reserved place in its bulkhead */
    Admission begin(ReceivedEvent received, List<Recipient> recipients) {
        boolean isBegun = false;
        for (Recipient recipient : recipients) {
            Bulkhead bulkhead = recipient.bulkhead();
            switch (known(received, bulkhead)) {
                case NOTHING -> {
                    isBegun = true;
                    start(received, recipient);
                }
                case UNDER_WAY -> {
                    received.fail();
                    dropDuplicate(received, bulkhead);
                }
                case DONE -> dropDuplicate(received, bulkhead);
            }
        }
        end(received);
        return isBegun ? new Admission.Admitted() : new Admission.Duplicate();
    }

    private Deduplication.Known known(ReceivedEvent received, Bulkhead bulkhead) {
        return received.isReplied()
                ? Deduplication.Known.NOTHING
                : known.begin(received.event().id(), bulkhead.name());
    }

    private void dropDuplicate(ReceivedEvent received, Bulkhead bulkhead) {
        runner.duplicate(bulkhead.work(), received.event());
        bulkheads.giveBack(bulkhead);
    }

    private void start(ReceivedEvent received, Recipient recipient) {
        Bulkhead bulkhead = recipient.bulkhead();
        Deadline deadline = received.deadline(bulkhead.deadline());
        received.begin();
        bulkheads.start(bulkhead, () -> Uni.createFrom()
                .deferred(() -> run(received, recipient, deadline))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> bulkheads.end(bulkhead))
                .subscribe()
                .with(done -> done(received, bulkhead), failure -> failed(received, bulkhead, failure)));
    }

    private Uni<Void> run(ReceivedEvent received, Recipient recipient, Deadline deadline) {
        Work work = recipient.bulkhead().work();
        return recipient
                .bug()
                .map(bug -> runner.fail(work, received.event(), deadline, received.answers(), bug))
                .orElseGet(() -> runner.run(work, received.event(), deadline, received.answers()));
    }

    private void done(ReceivedEvent received, Bulkhead bulkhead) {
        if (!received.isReplied()) {
            known.done(received.event().id(), bulkhead.name());
        }
        end(received);
    }

    private void failed(ReceivedEvent received, Bulkhead bulkhead, Throwable failure) {
        LOG.debugf(
                failure,
                "%s has not finished event %s",
                bulkhead.name(),
                OneLine.of(received.event().id()));
        if (!received.isReplied()) {
            known.forget(received.event().id(), bulkhead.name());
        }
        received.fail();
        end(received);
    }

    private void end(ReceivedEvent received) {
        boolean isLast = true;
        try {
            isLast = received.end();
        } finally {
            if (isLast) {
                bulkheads.leave(received.bytes());
            }
        }
    }

    /** @return whether this process handles the event now, from this or another delivery */
    boolean isUnderWay(String id, String work) {
        return known.isUnderWay(id, work);
    }

    /** @return work and event in progress, such as "get-sli 7c1a…", at most this number */
    List<String> underWay(int most) {
        return known.underWay(most);
    }

    /**
     * The client disconnected before its response, so the answer is sent to the sink instead.
     *
     * @return whether it may be sent: no answer of this task to this event was sent before
     */
    boolean mayPublish(KeptnEvent answer) {
        return known.remember(answer.triggeredid().orElse(""), bulkheads.workOf(answer));
    }

    /** The answer could not be sent to the sink instead of the response. */
    void forget(KeptnEvent answer) {
        known.forget(answer.triggeredid().orElse(""), bulkheads.workOf(answer));
    }
}
