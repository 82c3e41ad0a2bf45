package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The subscriptions that are in force; who needs the types of events they are about is told of each change. */
@Singleton
public final class Subscriptions {

    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Subscription> current = List.of();

    /** Replaces the subscriptions; does nothing if they are the same. */
    public synchronized void replace(List<Subscription> subscriptions) {
        if (!current.equals(subscriptions)) {
            current = List.copyOf(subscriptions);
            listeners.forEach(listener -> listener.accept(subjects()));
        }
    }

    /** @return which are in force */
    public List<Subscription> current() {
        return current;
    }

    /** Tells which types of events are wanted, of those that are answered: now, and again after each change. */
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

    /** @return whether a subscription is for this event */
    boolean include(KeptnEvent event) {
        return !matching(event).isEmpty();
    }

    /**
     * Only what is answered: a wildcard beside an exact subject would bring an event twice, and not always to the same
     * replica.
     */
    private Set<String> subjects() {
        return EventType.ANSWERED.stream()
                .map(EventType::name)
                .filter(type -> current.stream().anyMatch(subscription -> subscription.isOfType(type)))
                .collect(Collectors.toSet());
    }
}
