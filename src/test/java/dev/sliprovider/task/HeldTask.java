package dev.sliprovider.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A task whose work ends when the test says so. */
public class HeldTask implements Task {

    private final String name;
    private final Optional<Integer> most;
    private final Optional<Duration> deadline;
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<TaskResult>> running = new ConcurrentHashMap<>();

    public HeldTask(String name) {
        this(name, Optional.empty(), Optional.empty());
    }

    /** @param most events at once */
    public HeldTask(String name, Optional<Integer> most, Optional<Duration> deadline) {
        this.name = name;
        this.most = most;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<EventType> hears() {
        return Set.of(EventType.triggered(name));
    }

    /** Asked of each event in the order of its arrival, before duplicates are left out. */
    @Override
    public boolean isFor(KeptnEvent event) {
        arrived.add(event.id());
        return true;
    }

    @Override
    public Optional<Integer> maxInFlight() {
        return most;
    }

    @Override
    public Optional<Duration> deadline() {
        return deadline;
    }

    @Override
    public Uni<TaskResult> run(KeptnEvent event, Deadline left) {
        return Uni.createFrom()
                .completionStage(() -> running.computeIfAbsent(event.id(), id -> new CompletableFuture<>()))
                .onTermination()
                .invoke(() -> running.remove(event.id()));
    }

    /** @return the ids of all events, in the order of their arrival */
    public List<String> arrived() {
        return List.copyOf(arrived);
    }

    /** @return the ids of the events that are being worked on */
    public Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    /** Ends the work for an event; waits until it has begun. */
    public void finish(String id) {
        begun(id).complete(TaskResult.succeeded(Result.PASS, "", JsonNodeFactory.instance.objectNode()));
    }

    /** Ends the work for an event; waits until it has begun. */
    public void fail(String id, Throwable failure) {
        begun(id).completeExceptionally(failure);
    }

    private CompletableFuture<TaskResult> begun(String id) {
        Eventually.await().until(() -> running.containsKey(id));
        return running.get(id);
    }
}
