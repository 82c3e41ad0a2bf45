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
}
