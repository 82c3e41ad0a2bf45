package dev.sliprovider.task;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of {@link TaskConfig}. */
@Singleton
final class TaskSettingsCheck implements SettingsCheck {

    private final TaskConfig config;

    TaskSettingsCheck(TaskConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.notNegative("sli-provider.events.grace", config.grace());
    }
}
