package dev.sliprovider.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that one run of a command fixes: its options, and what it needs of Quarkus. They take precedence over
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
     * @return what a command needs that ends by itself: no port is opened, and the log goes to standard error
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
     * @return these and one more; the same if there is no value
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
     * @return these, and the named Prometheus as the only one, whatever other sources know about the project
     */
    ConfigOverrides withPrometheus(String url) {
        return url == null
                ? this
                : with("sli-provider.prometheus.endpoint", url).with("sli-provider.endpoints.sources", "default");
    }
}
