package dev.sliprovider.controlplane;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of the settings of the control plane. */
@Singleton
final class ControlPlaneSettingsCheck implements SettingsCheck {

    private final ControlPlaneConfig config;

    ControlPlaneSettingsCheck(ControlPlaneConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.control-plane.timeout", config.timeout());
        Bounds.positive("sli-provider.control-plane.ping-interval", config.pingInterval());
        if (config.pingInterval().compareTo(Heartbeat.LONGEST_PAUSE) > 0) {
            throw new IllegalArgumentException("sli-provider.control-plane.ping-interval is "
                    + Bounds.written(config.pingInterval())
                    + "; it must be at most 30 s, or Bridge hides this integration");
        }
        HttpAddress.read("sli-provider.control-plane.url", config.url());
        isRegistrationDisabled(config);
        SubscriptionParser.topics(config);
    }

    /** @throws IllegalArgumentException if the setting is neither true nor false */
    static boolean isRegistrationDisabled(ControlPlaneConfig config) {
        return Bounds.isOn(
                "sli-provider.control-plane.disable-registration (DISABLE_REGISTRATION)",
                config.disableRegistration(),
                false);
    }
}
