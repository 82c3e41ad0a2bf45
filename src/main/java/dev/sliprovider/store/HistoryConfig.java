package dev.sliprovider.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the service keeps evaluations: in a directory, or in a database. */
@ConfigMapping(prefix = "sli-provider.history")
public interface HistoryConfig {

    /** Directory of the evaluations; it need not exist yet. The commands name theirs with `--history`. */
    Optional<Path> directory();

    /** Instead of a directory: a PostgreSQL database, for several replicas. */
    DatabaseConfig database();

    /** @return whether there is a history */
    default boolean isNamed() {
        return directory().isPresent() || database().url().isPresent();
    }
}
