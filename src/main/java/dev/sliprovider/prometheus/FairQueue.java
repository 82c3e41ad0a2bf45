package dev.sliprovider.prometheus;

import dev.sliprovider.waiting.Deadline;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * A fair queue. The next element is from the project with the fewest elements in progress, and there from the event with
 * the fewest; of that event it is the oldest element. Among equals, the least recently served one is next. If events of a
 * project have waited long, three of four turns go to the oldest event, so that some answers are complete. Not thread-safe.
 */
final class FairQueue<T> {

    /** A project or an event: how many elements are in progress, and its rank among others. */
    private static class Line {

        private static final Comparator<Line> NEXT =
                Comparator.<Line>comparingInt(line -> line.inProgress).thenComparingLong(line -> line.served);

        private int inProgress;
        /** Unique. */
        private long served;
    }

    private static final class Event<T> extends Line {

        private static final Comparator<Event<?>> OLDEST = Comparator.<Event<?>, Deadline>comparing(
                        event -> event.share.deadline(), Deadline::compare)
                .thenComparingLong(event -> event.number);

        private final FairShare share;
        private final long number;
        private final Queue<T> waiting = new ArrayDeque<>();

        private Event(FairShare share, long number) {
            this.share = share;
            this.number = number;
        }
    }

    private static final class Project<T> extends Line {
        private final Map<FairShare, Event<T>> events = new HashMap<>();
        private final TreeSet<Event<T>> next = new TreeSet<>(Line.NEXT);
        private final TreeSet<Event<T>> oldest = new TreeSet<>(Event.OLDEST);
        private int turns;

        private void add(Event<T> event) {
            next.add(event);
            oldest.add(event);
        }

        private void remove(Event<T> event) {
            next.remove(event);
            oldest.remove(event);
        }
    }

    /**
     * One of this number of turns goes to the event with the fewest elements in progress, whatever the age of the others.
     */
    private static final int FAIR_TURN = 4;

    private final Map<String, Project<T>> projects = new HashMap<>();
    /** Projects with waiting elements. A project is removed while its rank changes. */
    private final TreeSet<Project<T>> next = new TreeSet<>(Line.NEXT);

    private final LongSupplier nanoTime;
    private long turns;

    FairQueue(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(FairShare share, T element) {
        Project<T> project = projects.computeIfAbsent(share.project(), name -> served(new Project<>()));
        Event<T> event = project.events.computeIfAbsent(share, key -> served(new Event<>(key, turns)));
        event.waiting.add(element);
        project.add(event);
        next.add(project);
    }

    /** Takes the next element, which is in progress until {@link #over}. */
    Optional<T> poll() {
        return next.isEmpty() ? Optional.empty() : Optional.of(take(next.pollFirst()));
    }

    /** Takes the next element of a project that has none in progress. */
    Optional<T> pollIdle() {
        return next.isEmpty() || !isIdle(next.first()) ? Optional.empty() : poll();
    }

    private T take(Project<T> project) {
        Event<T> event = choose(project);
        project.remove(event);
        T element = event.waiting.remove();
        change(served(project), 1);
        change(served(event), 1);
        putBack(project, event);
        return element;
    }

    private Event<T> choose(Project<T> project) {
        Event<T> oldest = project.oldest.first();
        return ++project.turns % FAIR_TURN != 0 && oldest.share.isOld(nanoTime.getAsLong())
                ? oldest
                : project.next.first();
    }

    void over(FairShare share) {
        Project<T> project = projects.get(share.project());
        Event<T> event = project.events.get(share);
        next.remove(project);
        project.remove(event);
        change(project, -1);
        change(event, -1);
        putBack(project, event);
    }

    private static void change(Line line, int more) {
        line.inProgress += more;
    }

    private void putBack(Project<T> project, Event<T> event) {
        if (!event.waiting.isEmpty()) {
            project.add(event);
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
