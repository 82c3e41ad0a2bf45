package dev.sliprovider.task;

import dev.sliprovider.keptn.EventScope;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs a task or listener for one event. For a task it always sends {@code started} and exactly one {@code finished}: it is
 * the one place that catches all failures, and that cancels work at the deadline and at the shutdown of the process.
 */
@Singleton
public final class TaskRunner {

    private static final Logger LOG = Logger.getLogger(TaskRunner.class);
    /** The work begins after this time even if the started event is not delivered yet. */
    private static final Duration STARTED_TIMEOUT = Duration.ofSeconds(2);
    /** Work ends by itself at its deadline, with the results that it has; the runner waits this much longer for them. */
    private static final Duration AFTER_DEADLINE = Duration.ofMillis(250);

    private static final String DEADLINE = "the task did not finish before the deadline of the event";
    private static final String SHUTDOWN = "the process is shutting down; trigger the task again";

    private final WorkRegistry works;
    private final TaskMetrics metrics;
    private final Shutdown shutdown;
    private final WorkThreads threads = new WorkThreads();

    TaskRunner(WorkRegistry works, TaskMetrics metrics, Shutdown shutdown) {
        this.works = works;
        this.metrics = metrics;
        this.shutdown = shutdown;
    }

    /**
     * Creates all tasks and listeners, so that a wrong setting is reported before the first event, and their metrics.
     *
     * @throws IllegalArgumentException if a setting cannot be used
     */
    public void start() {
        works.all().forEach(metrics::register);
    }

    /** The process shuts down: work in progress may finish within the grace period; then it is answered as errored. */
    public void stop() {
        shutdown.begin();
    }

    /** The event is a duplicate: this task or listener is handling it or has handled it. */
    public void duplicate(Work work, KeptnEvent event) {
        LOG.debugf("%s: event %s is a duplicate", work.name(), OneLine.of(event.id()));
        metrics.duplicate(work);
    }

    /** No task or listener handles the event. */
    public void ignored(KeptnEvent event) {
        LOG.debugf(
                "ignored event %s of type %s",
                OneLine.of(event.id()), OneLine.of(event.type().name()));
        metrics.ignored();
    }

    /**
     * @param event for the task or listener
     * @param deadline counted from the receipt of the event
     * @param answers sends the answers of a task
     * @return completes when the last answer is delivered, or when a listener has handled the event; fails if the last
     *     answer cannot be delivered, or if the listener failed
     */
    public Uni<Void> run(Work work, KeptnEvent event, Deadline deadline, AnswerSender answers) {
        return switch (work) {
            case Task task ->
                accepted(task, event, deadline)
                        .flatMap(isAccepted -> isAccepted
                                ? answer(
                                        task, event, deadline, answers, progress -> task.run(event, deadline, progress))
                                : Uni.createFrom().voidItem());
            case Listener listener -> hear(listener, event, deadline, () -> listener.hear(event, deadline));
        };
    }

    /**
     * Like {@link #run}, for a task or listener that failed before it began: a task is answered as errored.
     *
     * @param bug the failure
     */
    public Uni<Void> fail(Work work, KeptnEvent event, Deadline deadline, AnswerSender answers, Throwable bug) {
        return switch (work) {
            case Task task ->
                answer(task, event, deadline, answers, progress -> Uni.createFrom()
                        .failure(bug));
            case Listener listener ->
                hear(listener, event, deadline, () -> Uni.createFrom().failure(bug));
        };
    }

    /** Nothing is sent before the decision: Keptn waits for a finished event for each started one (contract §1.8). */
    private Uni<Boolean> accepted(Task task, KeptnEvent event, Deadline deadline) {
        Uni<Boolean> stopped =
                shutdown.graceIsOver().flatMap(over -> Uni.createFrom().failure(new TaskException(SHUTDOWN)));
        return Uni.combine()
                .any()
                .of(task.accepts(event, deadline), stopped)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("%s: no answer: %s", task.name(), OneLine.whole(sentence(task, event, failure))));
    }

    /** Work that is told how to report progress. */
    private interface Reporting extends Function<Consumer<String>, Uni<TaskResult>> {}

    private Uni<Void> answer(Task task, KeptnEvent event, Deadline deadline, AnswerSender answers, Reporting work) {
        // Keptn does not wait for the started event (contract §1.8), so its failure must not prevent the finished
        // event.
        return Uni.createFrom().item(() -> new Replies(event, task.source())).flatMap(replies -> Uni.createFrom()
                .deferred(() -> answers.send(replies.started()))
                .ifNoItem()
                .after(deadline.atMost(STARTED_TIMEOUT))
                .on(Timeouts.clock())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "%s: the started event was not delivered", task.name()))
                .onFailure()
                .recoverWithNull()
                .flatMap(sent -> {
                    var progress = new ProgressReport(task, replies, answers);
                    return finished(task, event, replies, deadline, () -> work.apply(progress))
                            .onTermination()
                            .invoke(progress::end);
                })
                .flatMap(answers::send));
    }

    private Uni<KeptnEvent> finished(
            Task task, KeptnEvent event, Replies replies, Deadline deadline, Supplier<Uni<TaskResult>> work) {
        return timed(task, began -> raced(work, deadline)
                .onFailure()
                .recoverWithItem(failure -> task.errored(event, sentence(task, event, failure)))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the task has no result"))
                .onFailure()
                .recoverWithItem(failure -> TaskResult.errored(sentence(task, event, failure)))
                .invoke(result -> done(task, event, deadline, result, began.took()))
                .map(replies::finished)
                .onFailure()
                .recoverWithItem(failure -> replies.finished(TaskResult.errored(sentence(task, event, failure)))));
    }

    private Uni<Void> hear(Listener listener, KeptnEvent event, Deadline deadline, Supplier<Uni<Void>> work) {
        return timed(listener, began -> raced(work, deadline)
                .invoke(() -> heard(listener, event, "heard", began.took()))
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf("%s: %s", listener.name(), OneLine.whole(sentence(listener, event, failure)));
                    heard(listener, event, "failed", began.took());
                }));
    }

    /** The beginning of work, on the clock of {@link System#nanoTime()}. */
    private record Began(long nanoTime) {
        Duration took() {
            return Duration.ofNanos(System.nanoTime() - nanoTime);
        }
    }

    private <T> Uni<T> timed(Work work, Function<Began, Uni<T>> run) {
        return Uni.createFrom().deferred(() -> {
            metrics.began(work);
            return run.apply(new Began(System.nanoTime())).onTermination().invoke(() -> metrics.ended(work));
        });
    }

    /** The timers start before the work, which has its own thread, so that blocking work does not delay the answer. */
    private <T> Uni<T> raced(Supplier<Uni<T>> work, Deadline deadline) {
        Uni<T> done = threads.run(work)
                .ifNoItem()
                .after(deadline.left().plus(AFTER_DEADLINE))
                .on(Timeouts.clock())
                .failWith(() -> new TaskException(DEADLINE));
        Uni<T> stopped = shutdown.graceIsOver().flatMap(over -> Uni.createFrom().failure(new TaskException(SHUTDOWN)));
        return Uni.combine().any().of(done, stopped);
    }

    /** A bug is answered, too, and logged with its stack trace. */
    private static String sentence(Work work, KeptnEvent event, Throwable failure) {
        return switch (failure) {
            case TaskException e -> e.getMessage();
            case InvalidEventException e -> e.getMessage();
            default -> {
                LOG.errorf(failure, "bug: %s failed for event %s", work.name(), OneLine.of(event.id()));
                yield "internal error in " + work.name() + "; see its log for event " + event.id();
            }
        };
    }

    private void done(Task task, KeptnEvent event, Deadline deadline, TaskResult result, Duration took) {
        String status = result.status().wireName();
        String verdict = result.result().wireName();
        metrics.outcome(task, status + "_" + verdict, took);
        if (deadline.left().isZero()) {
            metrics.deadlineReached(task);
        }
        String remark = result.remark().isEmpty() ? "" : ", " + OneLine.of(result.remark());
        log(task, event, status + "/" + verdict + remark, took);
    }

    private void heard(Listener listener, KeptnEvent event, String outcome, Duration took) {
        metrics.outcome(listener, outcome, took);
        log(listener, event, outcome, took);
    }

    private static void log(Work work, KeptnEvent event, String outcome, Duration took) {
        LOG.infof(
                "%s %s for %s: %s, %d ms",
                work.name(),
                OneLine.of(event.shkeptncontext().orElse(event.id())),
                OneLine.of(EventScope.of(event.data()).toString()),
                outcome,
                took.toMillis());
    }
}
