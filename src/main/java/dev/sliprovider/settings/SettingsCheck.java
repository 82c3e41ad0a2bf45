package dev.sliprovider.settings;

/**
 * The bounds of the settings of one package. Each package with a {@code @ConfigMapping} has one such bean beside it; all
 * are checked once at start, before the first request, also for transports that are not used.
 */
public interface SettingsCheck {

    /** @throws IllegalArgumentException naming the setting, its value and the valid values */
    void check();
}
