package dev.sliprovider.keptnapi;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.util.regex.Pattern;

/** Treats an empty variable, such as {@code K_SINK}, as not set, because charts often set empty variables. */
@Priority(1)
public final class BlankVariables implements ConfigSourceInterceptor {

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue found = context.proceed(name);
        boolean isBlank =
                found != null && (found.getValue() == null || found.getValue().isBlank());
        return isBlank && VARIABLE.matcher(name).matches() ? null : found;
    }
}
