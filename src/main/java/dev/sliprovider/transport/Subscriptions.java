package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The subscriptions that are in force; who needs their subjects is told of each change. */
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

    /** Tells of the subjects of now, and of those of later. */
    public synchronized void onChange(Consumer<Set<String>> listener) {
        listeners.add(listener);
        listener.accept(subjects());
    }

    /** Whether one of them is for this event; however many are, it is answered once. */
    boolean include(KeptnEvent event) {
        return current.stream().anyMatch(subscription -> subscription.includes(event));
    }

    private Set<String> subjects() {
        Set<String> subjects = new LinkedHashSet<>();
        current.forEach(subscription -> subjects.add(subscription.subject()));
        return subjects;
    }
}
