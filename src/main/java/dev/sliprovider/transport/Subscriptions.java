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

/** The subscriptions that are in force. Transports are told of each change of the types of events that they are about. */
@Singleton
public final class Subscriptions {

    private final WorkRegistry works;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Subscription> current = List.of();
    private volatile boolean known;

    /** @param works whose types of events are subscribed to */
    public Subscriptions(WorkRegistry works) {
        this.works = works;
    }

    /** @return the types of events that any work hears: what to subscribe to if nothing else is configured */
    public Set<EventType> heard() {
        return works.heard();
    }

    /** Replaces the subscriptions; tells nobody if they are the same. */
    public synchronized void replace(List<Subscription> subscriptions) {
        if (!current.equals(subscriptions)) {
            current = List.copyOf(subscriptions);
            listeners.forEach(listener -> listener.accept(subjects()));
        }
        known = true;
    }

    /** @return whether they were ever set: until then nobody knows which events are wanted, which is not the same as none */
    public boolean areKnown() {
        return known;
    }

    /** @return which are in force */
    public List<Subscription> current() {
        return current;
    }

    /** Tells which types of events are wanted, of those that any work hears: now, and again after each change. */
    public synchronized void onChange(Consumer<Set<String>> listener) {
        listeners.add(listener);
        listener.accept(subjects());
    }

    /** @return the subscriptions for this event; however many there are, it is answered once (contract §2.7) */
    List<Subscription> matching(KeptnEvent event) {
        return current.stream()
                .filter(subscription -> subscription.includes(event))
                .toList();
    }

    /**
     * Only what is heard: a wildcard beside an exact subject would bring an event twice, and not always to the same
     * replica.
     */
    private Set<String> subjects() {
        return works.heard().stream()
                .map(EventType::name)
                .filter(type -> current.stream().anyMatch(subscription -> subscription.isOfType(type)))
                .collect(Collectors.toSet());
    }
}
