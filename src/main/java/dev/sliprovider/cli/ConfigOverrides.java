package dev.sliprovider.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that one run of a command sets: its options, and what it requires of Quarkus. They take precedence over
 * system properties, the environment and files.
 *
 * @param values by the name of the property
 */
record ConfigOverrides(Map<String, String> values) {

    /** Nothing is overridden. */
    static final ConfigOverrides NONE = new ConfigOverrides(Map.of());

    /** Copies the map. */
    ConfigOverrides {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * @param logLevel entries below it are not logged
     * @return the settings of a command that ends by itself: no port is opened, and the log goes to standard error
     */
    static ConfigOverrides ofCommand(String logLevel) {
        return NONE.with("quarkus.http.host-enabled", false)
                .with("quarkus.management.host-enabled", false)
                .with("quarkus.log.level", logLevel)
                .with("quarkus.log.console.stderr", true)
                // The person who runs the command reads its messages, and knows this machine.
                .with("sli-provider.endpoints.show-paths", true);
    }

    /**
     * @param value null for an option that was not given
     * @return these settings and one more; unchanged if there is no value
     */
    ConfigOverrides with(String name, Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new ConfigOverrides(more);
    }

    /**
     * @param url null for an option that was not given
     * @return these settings with this Prometheus for every project, whatever other sources have
     */
    ConfigOverrides withPrometheus(PrometheusUrl url) {
        return url == null
                ? this
                : with("sli-provider.prometheus.endpoint", url).with("sli-provider.endpoints.sources", "default");
    }
}
