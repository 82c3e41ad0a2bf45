package dev.sliprovider.cli;

import dev.sliprovider.settings.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Prevents the start of Quarkus, for any command, if a setting is out of its bounds, before a port is open. */
@Singleton
final class SettingsAtStart {

    private static final int FIRST = 1;

    /** @throws IllegalArgumentException naming the setting, its value and what is allowed */
    void check(@Observes @Priority(FIRST) StartupEvent start, @Any Instance<SettingsCheck> checks) {
        checks.forEach(SettingsCheck::check);
    }
}
