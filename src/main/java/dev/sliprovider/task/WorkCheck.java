package dev.sliprovider.task;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.settings.Bounds;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rejects tasks and listeners at start that could not work: wrong limits, types or sources. */
final class WorkCheck {

    private static final int MOST_IN_FLIGHT = 1_000_000;

    private WorkCheck() {}

    /** The type of an event and the source of its answers; only one task may have both. */
    private record Answered(EventType type, URI source) {}

    /** @throws IllegalArgumentException naming the task or listener, the mistake and the remedy */
    static void check(List<Work> works) {
        var tasks = new HashMap<Answered, Task>();
        works.forEach(work -> {
            work.deadline().ifPresent(time -> Bounds.positive("the deadline of the work " + work.name(), time));
            work.maxInFlight()
                    .ifPresent(
                            most -> Bounds.within(1, MOST_IN_FLIGHT, "maxInFlight of the work " + work.name(), most));
            switch (work) {
                case Task task -> check(task, tasks);
                case Listener listener -> {}
            }
        });
    }

    /** A task for answers would answer its own answers without end. Keptn distinguishes answers by their source. */
    private static void check(Task task, Map<Answered, Task> others) {
        if (task.source().toString().isBlank()) {
            throw new IllegalArgumentException("the source of the task " + task.name()
                    + " is empty; Keptn needs one to distinguish its answers from those of others");
        }
        task.hears().forEach(type -> {
            if (!type.isTriggered() || type.task().isBlank()) {
                throw new IllegalArgumentException("the task " + task.name() + " hears " + type
                        + "; a task answers only sh.keptn.event.<task>.triggered, use a Listener for other types");
            }
            Task other = others.put(new Answered(type, task.source()), task);
            if (other != null) {
                throw new IllegalArgumentException("the tasks " + other.name() + " and " + task.name() + " both answer "
                        + type + " with the source " + task.source() + "; give each a source of its own");
            }
        });
    }
}
