package dev.sliprovider.settings;

/**
 * The bounds of the settings of one package. Each package with a {@code @ConfigMapping} has one such bean beside it; all
 * are checked once at start, whatever transport is used and before anything is asked.
 */
public interface SettingsCheck {

    /** @throws IllegalArgumentException naming the setting, its value and what is allowed */
    void check();
}
