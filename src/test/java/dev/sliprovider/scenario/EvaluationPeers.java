package dev.sliprovider.scenario;

import dev.sliprovider.fakekeptn.FakeKeptn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The peers of all scenarios, and Keptn's datastore and control plane. */
public final class EvaluationPeers implements QuarkusTestResourceLifecycleManager {

    static FakeKeptn keptn;

    private final Peers peers = new Peers();

    @Override
    public Map<String, String> start() {
        keptn = new FakeKeptn();
        var settings = new HashMap<>(peers.start());
        settings.put("sli-provider.lighthouse.enabled", "true");
        settings.put("sli-provider.lighthouse.datastore-url", keptn.url());
        settings.put("sli-provider.control-plane.url", keptn.url());
        settings.put("sli-provider.api.timeout", "700ms");
        return settings;
    }

    @Override
    public void stop() {
        keptn.close();
        peers.stop();
    }
}
