package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.WorkRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The current subscriptions. Transports follow them: each change of the types of events is reported to them. */
@Singleton
public final class Subscriptions {

    private final WorkRegistry works;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Subscription> current = List.of();
    private volatile boolean known;

    /** @param works the tasks and listeners, which determine the types of events */
    public Subscriptions(WorkRegistry works) {
        this.works = works;
    }

    /** @return the types of events that any task or listener hears; the default subscriptions are for these */
    public Set<EventType> heard() {
        return works.heard();
    }

    /** Replaces the subscriptions, and reports a change to all transports that follow them. */
    public synchronized void replace(List<Subscription> subscriptions) {
        if (!current.equals(subscriptions)) {
            current = List.copyOf(subscriptions);
            listeners.forEach(listener -> listener.accept(subjects()));
        }
        known = true;
    }

    /** @return whether subscriptions were set; until then it is unknown which events to receive, which differs from none */
    public boolean areKnown() {
        return known;
    }

    /** @return the current subscriptions */
    public List<Subscription> current() {
        return current;
    }

    /** @param listener gets the subscribed types of events that any work hears: now, and after each change */
    public synchronized void onChange(Consumer<Set<String>> listener) {
        listeners.add(listener);
        listener.accept(subjects());
    }

    /** @return the subscriptions that include this event; the event is delivered once, even if there are several (contract §2.7) */
    List<Subscription> matching(KeptnEvent event) {
        return current.stream()
                .filter(subscription -> subscription.includes(event))
                .toList();
    }

    /**
     * Exact types only: a wildcard beside an exact subject would deliver an event twice, and not always to the same
     * replica.
     */
    private Set<String> subjects() {
        return works.heard().stream()
                .map(EventType::name)
                .filter(type -> current.stream().anyMatch(subscription -> subscription.isOfType(type)))
                .collect(Collectors.toSet());
    }
}
