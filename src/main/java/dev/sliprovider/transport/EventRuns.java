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

    /** @param wanted the work for the event, which has a place in each of the bulkheads */
    Admission begin(Arrival arrival, List<Wanted> wanted) {
        boolean isBegun = false;
        for (Wanted work : wanted) {
            Bulkhead bulkhead = work.bulkhead();
            switch (known(arrival, bulkhead)) {
                case NOTHING -> {
                    isBegun = true;
                    start(arrival, work);
                }
                case UNDER_WAY -> {
                    arrival.fail();
                    dropDuplicate(arrival, bulkhead);
                }
                case DONE -> dropDuplicate(arrival, bulkhead);
            }
        }
        end(arrival);
        return isBegun ? new Admission.Admitted() : new Admission.Duplicate();
    }

    private Deduplication.Known known(Arrival arrival, Bulkhead bulkhead) {
        return arrival.isReplied()
                ? Deduplication.Known.NOTHING
                : known.begin(arrival.event().id(), bulkhead.name());
    }

    private void dropDuplicate(Arrival arrival, Bulkhead bulkhead) {
        runner.duplicate(bulkhead.work(), arrival.event());
        bulkheads.giveBack(bulkhead);
    }

    private void start(Arrival arrival, Wanted wanted) {
        Bulkhead bulkhead = wanted.bulkhead();
        Deadline deadline = arrival.deadline(bulkhead.deadline());
        arrival.begin();
        bulkheads.start(bulkhead, () -> Uni.createFrom()
                .deferred(() -> run(arrival, wanted, deadline))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> bulkheads.end(bulkhead))
                .subscribe()
                .with(done -> done(arrival, bulkhead), failure -> failed(arrival, bulkhead, failure)));
    }

    private Uni<Void> run(Arrival arrival, Wanted wanted, Deadline deadline) {
        Work work = wanted.bulkhead().work();
        return wanted.bug()
                .map(bug -> runner.fail(work, arrival.event(), deadline, arrival.answers(), bug))
                .orElseGet(() -> runner.run(work, arrival.event(), deadline, arrival.answers()));
    }

    private void done(Arrival arrival, Bulkhead bulkhead) {
        if (!arrival.isReplied()) {
            known.done(arrival.event().id(), bulkhead.name());
        }
        end(arrival);
    }

    private void failed(Arrival arrival, Bulkhead bulkhead, Throwable failure) {
        LOG.debugf(
                failure,
                "%s has not finished event %s",
                bulkhead.name(),
                OneLine.of(arrival.event().id()));
        if (!arrival.isReplied()) {
            known.forget(arrival.event().id(), bulkhead.name());
        }
        arrival.fail();
        end(arrival);
    }

    private void end(Arrival arrival) {
        boolean isLast = true;
        try {
            isLast = arrival.end();
        } finally {
            if (isLast) {
                bulkheads.leave(arrival.bytes());
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
