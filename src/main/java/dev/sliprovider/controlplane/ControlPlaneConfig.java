package dev.sliprovider.controlplane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How this program appears to Keptn's control plane (contract §4). */
@ConfigMapping(prefix = "sli-provider.control-plane")
public interface ControlPlaneConfig {

    /** Base URL of Keptn's shipyard-controller; behind an API endpoint it is `controlPlane` below that. */
    @WithDefault("http://shipyard-controller:8080")
    String url();

    /** `true` never asks the control plane: the configured topics and filters are in force as they are. Without it `false`. */
    Optional<String> disableRegistration();

    /** Name of the integration in Bridge; without it `prometheus-sli-provider`. Replicas have the same. */
    Optional<String> name();

    /** Version of the integration in Bridge; also from `VERSION`, else the program's own. */
    Optional<String> version();

    /** Namespace this runs in; without it `keptn`. With the name it tells integrations apart, in all clusters. */
    Optional<String> namespace();

    /** Name of the pod. */
    Optional<String> pod();

    /** Name of the node, shown as host; without it `keptn-node`. */
    Optional<String> node();

    /** Where this runs; without it `control-plane`, or `remote-execution-plane` if there is an API endpoint. */
    Optional<String> location();

    /** Types of events, separated by commas; without it `sh.keptn.event.get-sli.triggered`. Counts for the first registration. */
    Optional<List<String>> topics();

    /** Projects, separated by commas, to which the topics are limited. */
    Optional<List<String>> projects();

    /** Stages, separated by commas, to which the topics are limited. */
    Optional<List<String>> stages();

    /** Services, separated by commas, to which the topics are limited. */
    Optional<List<String>> services();

    /** How often the control plane is told that this is alive, and asked for subscriptions; at most `30s`. */
    @WithDefault("5s")
    Duration pingInterval();

    /** Time one request may take. */
    @WithDefault("5s")
    Duration timeout();

    /** Whether the registration is deleted when the process ends, and with it what was set up in Bridge. */
    @WithDefault("false")
    boolean unregister();
}
