package dev.sliprovider.getsli;

import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of {@link GetSliConfig}. */
@Singleton
final class GetSliSettingsCheck implements SettingsCheck {

    private final GetSliConfig config;

    GetSliSettingsCheck(GetSliConfig config) {
        this.config = config;
    }

    /** Keptn's control plane crashes on an event without a source (contract §1.1.1). */
    @Override
    public void check() {
        requireText("sli-provider.get-sli.provider", config.provider());
        requireText("sli-provider.get-sli.source", config.source().toString());
    }

    private static void requireText(String setting, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(setting + " is empty; set it to a name, or remove it for its default");
        }
    }
}
