package dev.sliprovider.task;

import dev.sliprovider.keptn.EventType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All tasks and listeners of the program. They are created at first use, because most commands receive no events. */
@Singleton
public final class WorkRegistry {

    private static final String NAME = "[A-Za-z0-9.-]{1,100}";

    private final Supplier<List<Work>> beans;
    private List<Work> all;
    private Set<EventType> heard;

    @Inject
    WorkRegistry(@Any Instance<Work> beans) {
        this.beans = () -> beans.stream().toList();
    }

    private WorkRegistry(List<Work> all) {
        this.beans = () -> all;
    }

    /** @return a registry of these tasks and listeners only */
    public static WorkRegistry of(Work... all) {
        return new WorkRegistry(List.of(all));
    }

    /**
     * @return all tasks and listeners, ordered by name
     * @throws IllegalArgumentException if a setting of one of them cannot be used, see {@link WorkCheck}
     * @throws IllegalStateException if two have the same name, or a name cannot be used
     */
    public synchronized List<Work> all() {
        if (all == null) {
            List<Work> sorted = beans.get().stream()
                    .sorted(Comparator.comparing(Work::name))
                    .toList();
            requireNames(sorted);
            WorkCheck.check(sorted);
            all = sorted;
            heard = all.stream().flatMap(work -> work.hears().stream()).collect(Collectors.toUnmodifiableSet());
        }
        return all;
    }

    private static void requireNames(List<Work> works) {
        var names = new TreeSet<String>();
        works.forEach(work -> {
            if (!work.name().matches(NAME) || !names.add(work.name())) {
                throw new IllegalStateException("the work " + work.getClass().getName() + " is named \"" + work.name()
                        + "\"; a name has letters, digits, dots and dashes, and no two are the same");
            }
        });
    }

    /** @return the types of events in {@link Work#hears} of all tasks and listeners, to which transports subscribe */
    public synchronized Set<EventType> heard() {
        all();
        return heard;
    }
}
