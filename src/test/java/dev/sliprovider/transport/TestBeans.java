package dev.sliprovider.transport;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the container would give. */
final class TestBeans {

    /** Guards no port, because none is open. */
    static final RequestHeads HEADS = new RequestHeads(Vertx.vertx());

    private TestBeans() {}

    /** @return all of them, or the first */
    @SafeVarargs
    @SuppressWarnings("unchecked")
    static <T> Instance<T> all(T... beans) {
        List<T> list = List.of(beans);
        return (Instance<T>) Proxy.newProxyInstance(
                TestBeans.class.getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "get" -> list.getFirst();
                        case "stream" -> list.stream();
                        case "forEach" -> forEach(list, (Consumer<T>) arguments[0]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private static <T> Object forEach(List<T> list, Consumer<T> action) {
        list.forEach(action);
        return null;
    }

    /** @param settings name, value, name, value; names without their prefix */
    static EventsConfig config(String... settings) {
        var properties = new HashMap<String, String>();
        for (int i = 0; i < settings.length; i += 2) {
            properties.put("sli-provider.events." + settings[i], settings[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 300, new DurationConverter())
                .withConverter(MemorySize.class, 300, new MemorySizeConverter())
                .withMapping(EventsConfig.class)
                .withSources(new PropertiesConfigSource(Map.copyOf(properties), "test", 100))
                .build()
                .getConfigMapping(EventsConfig.class);
    }
}
