package dev.sliprovider.store;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The directory in which the service keeps evaluations; {@link DatabaseConfig} is for several replicas. */
@ConfigMapping(prefix = "sli-provider.history")
public interface HistoryConfig {

    /** Directory of the evaluations; it need not exist yet. The commands name theirs with `--history`. */
    Optional<Path> directory();
}
