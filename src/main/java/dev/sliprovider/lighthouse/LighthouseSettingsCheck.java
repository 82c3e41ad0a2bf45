package dev.sliprovider.lighthouse;

import dev.sliprovider.controlplane.ControlPlaneConfig;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of {@link LighthouseConfig}. */
@Singleton
final class LighthouseSettingsCheck implements SettingsCheck {

    private static final String ENABLED = LighthouseConfig.PREFIX + ".enabled";

    private final LighthouseConfig config;
    private final ControlPlaneConfig controlPlane;

    LighthouseSettingsCheck(LighthouseConfig config, ControlPlaneConfig controlPlane) {
        this.config = config;
        this.controlPlane = controlPlane;
    }

    @Override
    public void check() {
        Bounds.positive(LighthouseConfig.PREFIX + ".check-interval", config.checkInterval());
        HttpAddress.read(LighthouseConfig.PREFIX + ".datastore-url", config.datastoreUrl());
        if (isOn()
                && controlPlane
                        .name()
                        .map(String::strip)
                        .filter(KeptnLighthouse.NAME::equals)
                        .isPresent()) {
            throw new IllegalArgumentException("sli-provider.control-plane.name (K8S_DEPLOYMENT_NAME) is "
                    + KeptnLighthouse.NAME
                    + ", the name of Keptn's own service; choose another name, or set "
                    + ENABLED + " to false");
        }
    }

    /** The beans are switched by the text of the setting, so other words for true would be misunderstood. */
    private boolean isOn() {
        String word = config.enabled().map(String::strip).orElse("false");
        return switch (word) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new IllegalArgumentException(ENABLED + " is \"" + word + "\"; expected true or false");
        };
    }
}
