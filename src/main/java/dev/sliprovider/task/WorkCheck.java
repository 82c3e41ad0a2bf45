package dev.sliprovider.task;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.settings.Bounds;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says at start what is wrong with work that is well named but could not be done. */
final class WorkCheck {

    private static final int MOST_IN_FLIGHT = 1_000_000;

    private WorkCheck() {}

    /** Which task answers events of a type with a source. */
    private record Answered(EventType type, URI source) {}

    /** @throws IllegalArgumentException naming the work, what is wrong with it and what to do */
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

    /** A task that hears answers would answer its own without end; answers are told apart by their source. */
    private static void check(Task task, Map<Answered, Task> others) {
        if (task.source().toString().isBlank()) {
            throw new IllegalArgumentException("the source of the task " + task.name()
                    + " is empty; Keptn needs one to tell its answers from those of others");
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
