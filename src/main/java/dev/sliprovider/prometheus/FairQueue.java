package dev.sliprovider.prometheus;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;

/**
 * A fair queue. Next is the project with the fewest elements in progress, of that project the event with the fewest, and of
 * that event the element that came first. Among equals it is the one that was served longest ago. Not thread-safe.
 */
final class FairQueue<T> {

    /** A project or an event: how many elements are in progress, and its rank among others. */
    private static class Line {

        private static final Comparator<Line> NEXT =
                Comparator.<Line>comparingInt(line -> line.inProgress).thenComparingLong(line -> line.served);

        private int inProgress;
        /** No two have the same. */
        private long served;
    }

    private static final class Event<T> extends Line {
        private final FairShare share;
        private final Queue<T> waiting = new ArrayDeque<>();

        private Event(FairShare share) {
            this.share = share;
        }
    }

    private static final class Project<T> extends Line {
        private final Map<FairShare, Event<T>> events = new HashMap<>();
        private final TreeSet<Event<T>> next = new TreeSet<>(Line.NEXT);
    }

    private final Map<String, Project<T>> projects = new HashMap<>();
    /** Projects with waiting elements; one is taken out while its rank changes. */
    private final TreeSet<Project<T>> next = new TreeSet<>(Line.NEXT);

    private long turns;

    void add(FairShare share, T element) {
        Project<T> project = projects.computeIfAbsent(share.project(), name -> served(new Project<>()));
        Event<T> event = project.events.computeIfAbsent(share, key -> served(new Event<>(key)));
        event.waiting.add(element);
        project.next.add(event);
        next.add(project);
    }

    /** Takes the next element, which is in progress until {@link #over}. */
    Optional<T> poll() {
        Project<T> project = next.pollFirst();
        if (project == null) {
            return Optional.empty();
        }
        Event<T> event = project.next.removeFirst();
        T element = event.waiting.remove();
        change(served(project), 1);
        change(served(event), 1);
        putBack(project, event);
        return Optional.of(element);
    }

    void over(FairShare share) {
        Project<T> project = projects.get(share.project());
        Event<T> event = project.events.get(share);
        next.remove(project);
        project.next.remove(event);
        change(project, -1);
        change(event, -1);
        putBack(project, event);
    }

    private static void change(Line line, int more) {
        line.inProgress += more;
    }

    private void putBack(Project<T> project, Event<T> event) {
        if (!event.waiting.isEmpty()) {
            project.next.add(event);
        } else if (isIdle(event)) {
            project.events.remove(event.share);
        }
        if (!project.next.isEmpty()) {
            next.add(project);
        } else if (isIdle(project)) {
            projects.remove(event.share.project());
        }
    }

    private static boolean isIdle(Line line) {
        return line.inProgress == 0;
    }

    private <L extends Line> L served(L line) {
        ((Line) line).served = turns++;
        return line;
    }
}
