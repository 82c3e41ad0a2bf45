package dev.sliprovider.getsli;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The bounds of {@link WindowConfig}. */
@Singleton
final class WindowSettingsCheck implements SettingsCheck {

    private static final String PREFIX = "sli-provider.window.";

    private final WindowConfig config;

    WindowSettingsCheck(WindowConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive(PREFIX + "clock-allowance", config.clockAllowance());
        positive("longest", config.longest());
        Bounds.positive(PREFIX + "scrape-interval", config.scrapeInterval());
        positive("retention", config.retention());
        Bounds.notNegative(PREFIX + "wait-for-data", config.waitForData());
    }

    /** These may be longer than a day. */
    private static void positive(String setting, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(PREFIX + setting + " is " + value + "; it must be longer than nothing");
        }
    }
}
