package dev.sliprovider.resource;

import dev.sliprovider.sli.BuiltInIndicators;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The source of a project's files, such as sli.yaml. */
@ConfigMapping(prefix = "sli-provider.resource")
public interface ResourceConfig {

    /** Directory to read sli.yaml files from, instead of Keptn's resource-service. */
    Optional<Path> directory();

    /** Whether messages contain the absolute paths of files in the directory. Events show the messages to everybody; only the command `get-sli` sets it. */
    @WithDefault("false")
    boolean showPaths();

    /** Base URL of Keptn's resource-service: direct, through the API gateway, or through a distributor. Default: below `sli-provider.api.endpoint`, or `http://resource-service:8080` without it. */
    Optional<String> url();

    /** Keptn API token, sent as `x-token` to `sli-provider.resource.url`. An API gateway needs it. */
    Optional<String> token();

    /** Timeout of one request. A read without a commit makes Keptn pull from git. */
    @WithDefault("30s")
    Duration timeout();

    /** Number of retries after connection errors and HTTP 5xx. */
    @WithDefault("2")
    int retries();

    /** Pause before the first retry. It doubles with each further retry. */
    @WithDefault("200ms")
    Duration backoff();

    /** Time for which a file is cached that was read without a commit. A file of a commit never changes. */
    @WithDefault("3s")
    Duration cacheFor();

    /** Number of files in the cache. */
    @WithDefault("1000")
    int cacheEntries();

    /** Label `job` in the queries of built-in indicators. Placeholders are filled in. */
    @WithDefault(BuiltInIndicators.DEFAULT_JOB)
    String builtInJob();
}
