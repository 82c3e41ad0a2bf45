package dev.sliprovider.getsli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Whose requests are answered, and as whom. */
@ConfigMapping(prefix = "sli-provider.get-sli")
public interface GetSliConfig {

    /** Requests with exactly this `sliProvider` are answered. */
    @WithDefault("prometheus")
    String provider();

    /** The `source` of the answers. */
    @WithDefault("prometheus-sli-provider")
    URI source();

    /** When the process ends, how long events under way may go on before they are answered as errored. */
    @WithDefault("15s")
    Duration grace();
}
