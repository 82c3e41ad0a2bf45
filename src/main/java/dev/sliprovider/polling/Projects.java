package dev.sliprovider.polling;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The projects that are polled: the configured ones, or all projects in Keptn. */
final class Projects {

    private final PollingConfig config;
    private final Datastore datastore;
    private final List<String> configured;
    private volatile List<String> known = List.of();
    private volatile long expiresAt = System.nanoTime();

    Projects(PollingConfig config, Datastore datastore) {
        this.config = config;
        this.datastore = datastore;
        this.configured = config.projects().orElse(List.of()).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** @return fails with {@link Pages.UnreadableException} */
    Uni<List<String>> names() {
        if (!configured.isEmpty()) {
            return Uni.createFrom().item(configured);
        }
        if (System.nanoTime() - expiresAt < 0) {
            return Uni.createFrom().item(known);
        }
        return datastore.projects().invoke(names -> {
            known = names;
            expiresAt = System.nanoTime() + config.projectsFor().toNanos();
        });
    }

    String describe() {
        return configured.isEmpty() ? "all" : String.join(", ", configured);
    }
}
