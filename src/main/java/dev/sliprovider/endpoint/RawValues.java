package dev.sliprovider.endpoint;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Values of the configuration without expansion: a {@code $} in a password has no special meaning. */
@Singleton
class RawValues {

    private final Config config;

    RawValues(Config config) {
        this.config = config;
    }

    /** @return the value of a property, also from its environment variable; empty if it is blank */
    Optional<String> of(String property) {
        return Optional.ofNullable(config.getConfigValue(property).getRawValue())
                .filter(value -> !value.isBlank());
    }

    /** @return the names of the properties with this prefix and a value, without the prefix */
    Stream<String> namesAfter(String beginning) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(beginning) && of(name).isPresent())
                .map(name -> name.substring(beginning.length()));
    }

    /** @return the settings that have a value */
    Map<Setting, String> of(Function<Setting, String> property) {
        var values = new EnumMap<Setting, String>(Setting.class);
        for (Setting setting : Setting.values()) {
            of(property.apply(setting)).ifPresent(value -> values.put(setting, value));
        }
        return values;
    }
}
