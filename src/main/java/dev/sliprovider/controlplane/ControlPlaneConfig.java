package dev.sliprovider.controlplane;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The registration with Keptn's control plane (contract §4). */
@ConfigMapping(prefix = "sli-provider.control-plane")
public interface ControlPlaneConfig {

    /** Base URL of Keptn's shipyard-controller; with an API endpoint it is `controlPlane` below that endpoint. */
    @WithDefault("http://shipyard-controller:8080")
    String url();

    /** `true` never calls the control plane: the configured topics and filters apply. Default `false`. */
    Optional<String> disableRegistration();

    /** Name of the integration in Bridge, the same for all replicas. Default `prometheus-sli-provider`. */
    Optional<String> name();

    /** Version of the integration in Bridge, also from `VERSION`. Default: the version of the program. */
    Optional<String> version();

    /** Namespace of the deployment. Default `keptn`. Name and namespace identify an integration, across all clusters. */
    Optional<String> namespace();

    /** Name of the pod. */
    Optional<String> pod();

    /** Name of the node, shown as host. Default `keptn-node`. */
    Optional<String> node();

    /** Location of the program. Default `control-plane`, or `remote-execution-plane` if there is an API endpoint. */
    Optional<String> location();

    /** Types of events for the first registration, separated by commas. Default: all types that the enabled tasks and listeners hear. */
    Optional<List<String>> topics();

    /** Projects, separated by commas, to which the topics are limited. */
    Optional<List<String>> projects();

    /** Stages, separated by commas, to which the topics are limited. */
    Optional<List<String>> stages();

    /** Services, separated by commas, to which the topics are limited. */
    Optional<List<String>> services();

    /** Time between two pings of the control plane, which return the subscriptions; at most `30s`. */
    @WithDefault("5s")
    Duration pingInterval();

    /** Time limit for one request. */
    @WithDefault("5s")
    Duration timeout();

    /** Whether the registration is deleted when the process ends, together with the subscriptions made in Bridge. */
    @WithDefault("false")
    boolean unregister();
}
