package dev.sliprovider.gateapi;

import dev.sliprovider.http.PublicAddress;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;
import java.util.List;

/** The bounds of {@link GateConfig}. */
@Singleton
final class GateSettingsCheck implements SettingsCheck {

    private final GateConfig config;

    GateSettingsCheck(GateConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.gate.deadline", config.deadline());
        Bounds.notNegative("sli-provider.gate.wait-for-data", config.waitForData());
        Bounds.within(1, 10_000, "sli-provider.gate.max-running", config.maxRunning());
        Bounds.within(0, 100_000, "sli-provider.gate.max-waiting", config.maxWaiting());
        PublicAddress.allowing(
                "sli-provider.gate.callback-ranges", config.callbackRanges().orElse(List.of()));
    }
}
