package dev.sliprovider.controlplane;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings as they would be read, with short times. */
final class ControlPlaneSettings {

    private static final String PREFIX = "sli-provider.control-plane.";

    private ControlPlaneSettings() {}

    /** @param settings name, value, name, value; names without their prefix */
    static ControlPlaneConfig with(String... settings) {
        var properties =
                new HashMap<String, String>(Map.of(PREFIX + "ping-interval", "60ms", PREFIX + "timeout", "1s"));
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(PREFIX + settings[i], settings[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 300, new DurationConverter())
                .withMapping(ControlPlaneConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(ControlPlaneConfig.class);
    }
}
