package dev.sliprovider.resource;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of {@link ResourceConfig}. */
@Singleton
final class ResourceSettingsCheck implements SettingsCheck {

    private final ResourceConfig config;

    ResourceSettingsCheck(ResourceConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.resource.timeout", config.timeout());
        Bounds.positive("sli-provider.resource.backoff", config.backoff());
        Bounds.within(0, 100, "sli-provider.resource.retries", config.retries());
        Bounds.within(0, 1_000_000, "sli-provider.resource.cache-entries", config.cacheEntries());
        Bounds.notNegative("sli-provider.resource.cache-for", config.cacheFor());
    }
}
