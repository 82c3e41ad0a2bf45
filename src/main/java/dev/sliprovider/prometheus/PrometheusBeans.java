package dev.sliprovider.prometheus;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes client and endpoints from the configuration. */
@ApplicationScoped
class PrometheusBeans {

    @Produces
    @Singleton
    PrometheusClient client(Vertx vertx, PrometheusConfig config) {
        return new PrometheusClient(vertx, config);
    }

    @Produces
    @Singleton
    PrometheusEndpoints endpoints(PrometheusConfig config) {
        return new PrometheusEndpoints(config);
    }
}
