package dev.sliprovider.controlplane;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Events would come over a bus, so that this registers by itself; no transport is started. */
public final class BusTransportProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sli-provider.events.transport", "nats");
    }
}
