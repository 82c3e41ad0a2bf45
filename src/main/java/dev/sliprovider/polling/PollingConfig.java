package dev.sliprovider.polling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Polling of the datastore through Keptn's API (contract §3.4). */
@ConfigMapping(prefix = "sli-provider.polling")
public interface PollingConfig {

    /** Pause between two polls, each with one request per project. An event waits this long at most before it is found. */
    @WithDefault("10s")
    Duration interval();

    /** Age of the oldest events that the first poll reads, so that events sent while the program was not running are answered. */
    @WithDefault("10m")
    Duration lookBack();

    /** Projects to poll, separated by commas; without it all projects in Keptn. */
    Optional<List<String>> projects();

    /** Time for which the list of projects is reused before it is requested again. */
    @WithDefault("1m")
    Duration projectsFor();
}
