package dev.sliprovider.store;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of the settings of the history. */
@Singleton
final class HistorySettingsCheck implements SettingsCheck {

    private static final int MOST_CONNECTIONS = 100;
    private static final String DATABASE = "sli-provider.history.database.";

    private final HistoryConfig config;

    HistorySettingsCheck(HistoryConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        DatabaseConfig database = config.database();
        Bounds.within(1, MOST_CONNECTIONS, DATABASE + "pool-size", database.poolSize());
        Bounds.positive(DATABASE + "connect-timeout", database.connectTimeout());
        Bounds.positive(DATABASE + "timeout", database.timeout());
        if (database.password().isPresent() && database.passwordFile().isPresent()) {
            throw new IllegalArgumentException(
                    DATABASE + "password and " + DATABASE + "password-file cannot be used together; remove one");
        }
        if (database.url().isEmpty()) {
            return;
        }
        if (config.directory().isPresent()) {
            throw new IllegalArgumentException(
                    "sli-provider.history.directory and " + DATABASE + "url cannot be used together; remove one");
        }
        DatabaseAddress.parse(database.url().get());
        if (database.user().isEmpty()) {
            throw new IllegalArgumentException(DATABASE + "url needs " + DATABASE + "user; set it, too");
        }
    }
}
