package dev.sliprovider.lighthouse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The evaluation task, which takes the place of Keptn's lighthouse-service. */
@ConfigMapping(prefix = LighthouseConfig.PREFIX)
public interface LighthouseConfig {

    /** Beginning of the names of these settings. */
    String PREFIX = "sli-provider.lighthouse";

    /** Whether evaluation events are answered: `true` or `false`. Default `false`. */
    Optional<String> enabled();

    /** Projects, separated by commas, that are evaluated; then no ConfigMap is read. Default: see docs/lighthouse.md. */
    Optional<List<String>> projects();

    /** Namespace of the ConfigMaps `lighthouse-config-…`, which is Keptn's. Default: that of the Secrets. */
    Optional<String> namespace();

    /** Base URL of Keptn's mongodb-datastore; with an API endpoint it is `mongodb-datastore` below that endpoint. */
    @WithDefault("http://mongodb-datastore:8080")
    String datastoreUrl();

    /** How often Keptn's list of integrations is searched for a lighthouse-service; after six of these times without a ping it counts as gone. */
    @WithDefault("5s")
    Duration checkInterval();
}
