package dev.sliprovider.nats;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings as they would be read, and the connection that they describe. */
final class NatsSettings {

    private NatsSettings() {}

    /** @param settings with their whole names */
    static <T> T as(Class<T> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 300, new DurationConverter())
                .withConverter(MemorySize.class, 300, new MemorySizeConverter())
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }

    /** A connection that is not opened yet, with short times. */
    static NatsConnection connection(String url) {
        return new NatsConnection(nats(url), withoutTls());
    }

    static NatsConfig nats(String url) {
        return as(
                NatsConfig.class,
                Map.of(
                        "sli-provider.nats.url", url,
                        "sli-provider.nats.reconnect-wait", "100ms",
                        "sli-provider.nats.settle-time", "100ms"));
    }

    private static TlsConfigurationRegistry withoutTls() {
        return (TlsConfigurationRegistry) Proxy.newProxyInstance(
                NatsSettings.class.getClassLoader(),
                new Class<?>[] {TlsConfigurationRegistry.class},
                (proxy, method, arguments) -> Optional.empty());
    }
}
