package dev.sliprovider.prometheus;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Who waits, and who is next: the project that has the least under way, of that the event that has the least, and of that
 * the one that came first. Among equals it is the turn of who was served longest ago. Not for several threads at once.
 */
final class FairQueue<T> {

    /** Those who wait and the number of those under way, of a project or of an event. */
    private static final class Line<T> {
        private final Queue<T> waiting = new ArrayDeque<>();
        private final Map<Share, Line<T>> events = new LinkedHashMap<>();
        private int underWay;

        boolean hasWaiting() {
            return !waiting.isEmpty() || events.values().stream().anyMatch(Line::hasWaiting);
        }

        boolean isOver() {
            return underWay == 0 && !hasWaiting();
        }
    }

    private final Map<String, Line<T>> projects = new LinkedHashMap<>();

    void add(Share share, T element) {
        Line<T> project = projects.computeIfAbsent(share.project(), name -> new Line<>());
        project.events.computeIfAbsent(share, event -> new Line<>()).waiting.add(element);
    }

    /** Takes the next one, which is under way until {@link #over}. */
    Optional<T> poll() {
        return next(projects).map(project -> {
            Line<T> event = next(project.events).orElseThrow();
            project.underWay++;
            event.underWay++;
            return event.waiting.remove();
        });
    }

    void over(Share share) {
        Line<T> project = projects.get(share.project());
        Line<T> event = project.events.get(share);
        project.underWay--;
        event.underWay--;
        if (event.isOver()) {
            project.events.remove(share);
        }
        if (project.isOver()) {
            projects.remove(share.project());
        }
    }

    private static <K, T> Optional<Line<T>> next(Map<K, Line<T>> lines) {
        Optional<Map.Entry<K, Line<T>>> next = lines.entrySet().stream()
                .filter(entry -> entry.getValue().hasWaiting())
                .min(Comparator.comparingInt(entry -> entry.getValue().underWay));
        // Goes to the end, so that the others are served before it is its turn again.
        next.ifPresent(entry -> {
            K key = entry.getKey();
            Line<T> line = lines.remove(key);
            lines.put(key, line);
        });
        return next.map(Map.Entry::getValue);
    }
}
