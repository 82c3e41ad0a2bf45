package dev.sliprovider.getsli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** The selection and the answers of get-sli events. */
@ConfigMapping(prefix = "sli-provider.get-sli")
public interface GetSliConfig {

    /** Requests with exactly this `sliProvider` are answered. */
    @WithDefault("prometheus")
    String provider();

    /** The `source` of the answers. */
    @WithDefault("prometheus-sli-provider")
    URI source();

    /** Whether further queries find out why an indicator has no data, NaN or Inf, within the deadline of the event. */
    @WithDefault("true")
    boolean explainMissing();

    /**
     * Whether the samples that indicators are made of are looked at, in at most two more queries for each selector, and
     * gaps, counter resets and series that begin or end inside the window are warned of.
     */
    @WithDefault("false")
    boolean coverage();
}
