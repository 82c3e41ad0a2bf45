package dev.sliprovider.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the runner ends. */
@ConfigMapping(prefix = "sli-provider.events")
public interface TaskConfig {

    /** When the process ends, how long events under way may go on before they are answered as errored. */
    @WithDefault("15s")
    Duration grace();
}
