package dev.sliprovider.keptnapi;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** Bounds of {@link GatewayConfig}. */
@Singleton
final class GatewaySettingsCheck implements SettingsCheck {

    private final GatewayConfig config;

    GatewaySettingsCheck(GatewayConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.api.timeout", config.timeout());
        isVerified(config);
    }

    /** @throws IllegalArgumentException naming the setting if it is neither true nor false */
    static boolean isVerified(GatewayConfig config) {
        return Bounds.isOn("sli-provider.api.verify-tls (HTTP_SSL_VERIFY)", config.verifyTls(), true);
    }
}
