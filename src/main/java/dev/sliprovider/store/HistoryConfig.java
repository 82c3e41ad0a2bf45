package dev.sliprovider.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the service keeps evaluations. */
@ConfigMapping(prefix = "sli-provider.history")
public interface HistoryConfig {

    /** Directory of the evaluations; it need not exist yet. The commands name theirs with `--history`. */
    Optional<Path> directory();

    /** @return whether there is a history */
    default boolean isNamed() {
        return directory().isPresent();
    }
}
