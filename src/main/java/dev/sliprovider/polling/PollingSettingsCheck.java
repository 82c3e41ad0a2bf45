package dev.sliprovider.polling;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of the settings of polling. */
@Singleton
final class PollingSettingsCheck implements SettingsCheck {

    private final PollingConfig config;

    PollingSettingsCheck(PollingConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.polling.interval", config.interval());
        Bounds.notNegative("sli-provider.polling.look-back", config.lookBack());
        Bounds.notNegative("sli-provider.polling.projects-for", config.projectsFor());
    }
}
