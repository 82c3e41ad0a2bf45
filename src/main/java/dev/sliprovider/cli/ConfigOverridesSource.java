package dev.sliprovider.cli;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Passes the overrides of the current run to Quarkus, which creates its configuration sources itself. Later runs do not
 * change the values.
 */
public final class ConfigOverridesSource implements ConfigSource {

    /** Above system properties (400) and the environment (300). */
    private static final int ORDINAL = 500;

    private final Map<String, String> values =
            QuarkusLauncher.current().overrides().values();

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public Map<String, String> getProperties() {
        return values;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "command line";
    }
}
