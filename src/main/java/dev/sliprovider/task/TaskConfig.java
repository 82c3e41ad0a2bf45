package dev.sliprovider.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The end of work when the process shuts down. */
@ConfigMapping(prefix = "sli-provider.events")
public interface TaskConfig {

    /** Time that events in progress have to finish after the process begins to shut down; then they are answered as errored. */
    @WithDefault("15s")
    Duration grace();
}
