package dev.sliprovider.integrations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@QuarkusTest
@WithTestResource(NatsPeer.class)
@TestProfile(IntegrationsOverNatsTest.OverNats.class)
class IntegrationsOverNatsTest extends AnyTransport {

    public static final class OverNats implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sli-provider.events.transport", "nats");
        }
    }

    @Inject
    @Readiness
    Instance<HealthCheck> checks;

    /** Core NATS keeps nothing for a subscriber that comes later. */
    @Override
    void awaitReady() {
        Eventually.await().until(() -> checks.stream()
                .map(HealthCheck::call)
                .filter(response -> response.getName().equals("receives events"))
                .allMatch(response -> response.getStatus() == HealthCheckResponse.Status.UP));
    }

    @Override
    void send(JsonNode event) throws Exception {
        NatsPeer.bus.publish(event);
    }

    @Override
    List<JsonNode> finished(String id) {
        return NatsPeer.bus.finished(id);
    }
}
