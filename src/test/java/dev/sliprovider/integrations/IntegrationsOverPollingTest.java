package dev.sliprovider.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

@QuarkusTest
@WithTestResource(IntegrationsOverPollingTest.KeptnPeer.class)
@TestProfile(IntegrationsOverPollingTest.OverPolling.class)
class IntegrationsOverPollingTest extends AnyTransport {

    private static FakeKeptn keptn;

    public static final class OverPolling implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sli-provider.events.transport", "polling", "sli-provider.polling.interval", "200ms");
        }
    }

    /** Keptn behind its API, with one project. */
    public static final class KeptnPeer implements QuarkusTestResourceLifecycleManager {

        private final GetSliPeers getSli = new GetSliPeers();

        @Override
        public Map<String, String> start() {
            keptn = new FakeKeptn();
            keptn.project("bookshop");
            try {
                return getSli.settings(Map.of("sli-provider.api.endpoint", keptn.api()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            keptn.close();
            getSli.stop();
        }
    }

    @Override
    void send(JsonNode event) {
        keptn.publish(event);
    }

    @Override
    List<JsonNode> finished(String id) {
        return keptn.events().stream()
                .filter(event -> event.path("type").asText().endsWith(".finished"))
                .filter(event -> event.path("triggeredid").asText().equals(id))
                .toList();
    }
}
