package dev.sliprovider.prometheus;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes client and endpoints from the configuration. */
@ApplicationScoped
class PrometheusBeans {

    @Produces
    @Singleton
    PrometheusClient client(Vertx vertx, PrometheusConfig config) {
        var options = new HttpClientOptions().setKeepAliveTimeout(30).setName("prometheus");
        var pool = new PoolOptions().setHttp1MaxSize(config.concurrency());
        return new PrometheusClient(vertx.createHttpClient(options, pool), config);
    }

    @Produces
    @Singleton
    PrometheusEndpoints endpoints(PrometheusConfig config) {
        return new PrometheusEndpoints(config);
    }
}
