package dev.sliprovider.polling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How events are read from the datastore behind Keptn's API (contract §3.4). */
@ConfigMapping(prefix = "sli-provider.polling")
public interface PollingConfig {

    /** Pause between two looks; one request per project each. An event waits this long at most before it is seen. */
    @WithDefault("10s")
    Duration interval();

    /** How far the first look goes back, so that what came while the program was away is answered. */
    @WithDefault("10m")
    Duration lookBack();

    /** Projects to look at, separated by commas; without it all that Keptn has. */
    Optional<List<String>> projects();

    /** How long the list of projects is used before Keptn is asked for it again. */
    @WithDefault("1m")
    Duration projectsFor();
}
