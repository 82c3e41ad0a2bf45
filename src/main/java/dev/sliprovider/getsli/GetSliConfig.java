package dev.sliprovider.getsli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Which requests for indicator values are answered, and with which source. */
@ConfigMapping(prefix = "sli-provider.get-sli")
public interface GetSliConfig {

    /** Requests with exactly this `sliProvider` are answered. */
    @WithDefault("prometheus")
    String provider();

    /** The `source` of the answers. */
    @WithDefault("prometheus-sli-provider")
    URI source();

    /** Whether Prometheus is asked once more why an indicator has no data, NaN or Inf, within the deadline of the event. */
    @WithDefault("true")
    boolean explainMissing();

    /**
     * Whether the samples that indicators are made of are looked at, in at most two more queries for each selector, and
     * gaps, counter resets and series that begin or end inside the window are warned of.
     */
    @WithDefault("false")
    boolean coverage();
}
