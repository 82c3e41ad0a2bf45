package dev.sliprovider.prometheus;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Tells which Prometheus a project's indicators come from. */
public final class PrometheusEndpoints {

    private final Optional<PrometheusEndpoint> standard;

    /** @throws IllegalArgumentException if the configured URL cannot be used */
    public PrometheusEndpoints(PrometheusConfig config) {
        this.standard = config.endpoint().map(PrometheusEndpoints::configured);
    }

    private static PrometheusEndpoint configured(String url) {
        try {
            return PrometheusEndpoint.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "sli-provider.prometheus.endpoint (PROMETHEUS_ENDPOINT, --prometheus): " + e.getMessage());
        }
    }

    /** @return the endpoint; fails with {@link UnknownEndpointException} if there is none */
    public Uni<PrometheusEndpoint> of(String project) {
        return Uni.createFrom()
                .item(
                        () -> standard.orElseThrow(
                                () -> new UnknownEndpointException(
                                        "no Prometheus is known for project " + project
                                                + "; give its base URL, such as http://prometheus-server:80, in PROMETHEUS_ENDPOINT or --prometheus")));
    }

    /** @return what is configured, for people */
    public String describe() {
        return standard.map(PrometheusEndpoint::toString)
                .orElse("none; every event is answered with an error until PROMETHEUS_ENDPOINT is set");
    }
}
