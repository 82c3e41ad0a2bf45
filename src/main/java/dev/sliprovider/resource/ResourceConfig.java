package dev.sliprovider.resource;

import dev.sliprovider.sli.BuiltInIndicators;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where sli.yaml files are read from. */
@ConfigMapping(prefix = "sli-provider.resource")
public interface ResourceConfig {

    /** Directory to read sli.yaml files from, instead of Keptn's resource-service. */
    Optional<Path> directory();

    /** Base URL of Keptn's resource-service: direct, through the API gateway, or through a distributor. Without it: behind `sli-provider.api.endpoint`, or else `http://resource-service:8080`. */
    Optional<String> url();

    /** Keptn API token, sent as `x-token` to `sli-provider.resource.url`; needed if that is an API gateway. */
    Optional<String> token();

    /** Time one request may take. A read without a commit makes Keptn pull from git. */
    @WithDefault("30s")
    Duration timeout();

    /** How often a failed request is repeated (connection errors and HTTP 5xx). */
    @WithDefault("2")
    int retries();

    /** Pause before the first repetition; doubled for each further one. */
    @WithDefault("200ms")
    Duration backoff();

    /** How long a file that was read without a commit is used again; a file of a commit never changes. */
    @WithDefault("3s")
    Duration cacheFor();

    /** How many files are kept. */
    @WithDefault("1000")
    int cacheEntries();

    /** Label `job` in the queries of built-in indicators; placeholders are filled in. */
    @WithDefault(BuiltInIndicators.DEFAULT_JOB)
    String builtInJob();
}
