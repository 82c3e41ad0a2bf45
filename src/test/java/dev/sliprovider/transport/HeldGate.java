package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.AnswerSender;
import dev.sliprovider.task.HeldTask;
import dev.sliprovider.task.Runner;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.task.WorkRegistry;
import dev.sliprovider.waiting.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate whose events are answered when the test says so. */
public final class HeldGate {

    private final HeldTask task = new HeldTask("get-sli");
    private final List<KeptnEvent> answers = new CopyOnWriteArrayList<>();
    private final EventGate gate;

    public HeldGate(String... settings) {
        gate = gate(answer -> Uni.createFrom().voidItem().invoke(() -> answers.add(answer)), task, settings);
    }

    private static EventGate gate(AnswerSender bus, HeldTask task, String... settings) {
        EventsConfig config = TestBeans.config(settings);
        var metrics = new SimpleMeterRegistry();
        WorkRegistry works = WorkRegistry.of(task);
        var subscriptions = new Subscriptions(works);
        subscriptions.replace(List.of(new Subscription("", ">", List.of(), List.of(), List.of())));
        TaskRunner runner = Runner.of(works, metrics);
        var bulkheads = new Bulkheads(config, works);
        var runs = new EventRuns(runner, bulkheads, new Deduplication(config));
        return new EventGate(subscriptions, runner, bulkheads, runs, bus);
    }

    public Task task() {
        return task;
    }

    public EventGate gate() {
        return gate;
    }

    /** @return work that hears the events that Keptn asks an SLI provider with, and no other */
    public static WorkRegistry works() {
        return WorkRegistry.of(new HeldTask("get-sli"));
    }

    /** @return the type of these events */
    public static EventType triggered() {
        return EventType.triggered("get-sli");
    }

    /** @return the ids of all events, in the order of their arrival */
    public List<String> ids() {
        return task.arrived();
    }

    /** Answers an event, and waits until its receipt is called. */
    public void answered(String id) {
        task.finish(id);
        Eventually.await().until(() -> !gate.isUnderWay(id, "get-sli"));
    }

    /** @return a place for answers that nobody took */
    public static UndeliveredAnswers undelivered() {
        return new UndeliveredAnswers(new SimpleMeterRegistry());
    }
}
