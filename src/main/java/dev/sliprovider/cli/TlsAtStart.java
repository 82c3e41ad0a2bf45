package dev.sliprovider.cli;

import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.http.FirstHandshake;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Loads what TLS needs before the ports of the service are open, if any server may be asked over it: the first evaluation
 * after a start must not have to.
 */
@Singleton
final class TlsAtStart {

    private final Instance<PrometheusEndpoints> endpoints;
    private final Config config;

    TlsAtStart(Instance<PrometheusEndpoints> endpoints, Config config) {
        this.endpoints = endpoints;
        this.config = config;
    }

    void prepare(@Observes StartupEvent start) {
        if (isService() && isNeeded()) {
            FirstHandshake.prepare();
        }
    }

    /** A command opens no port, and needs TLS only if its first request does. */
    private boolean isService() {
        return config.getOptionalValue("quarkus.http.host-enabled", Boolean.class)
                .orElse(true);
    }

    private boolean isNeeded() {
        try {
            return Stream.of("sli-provider.api.endpoint", "sli-provider.events.sink", "sli-provider.resource.url")
                            .map(name -> config.getOptionalValue(name, String.class))
                            .flatMap(Optional::stream)
                            .anyMatch(address -> address.strip().startsWith("https://"))
                    || endpoints.get().mayUseTls();
        } catch (IllegalArgumentException e) {
            // A setting is wrong; Serve reports it and ends the process.
            return false;
        }
    }
}
