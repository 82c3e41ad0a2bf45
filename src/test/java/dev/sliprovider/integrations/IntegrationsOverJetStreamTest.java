package dev.sliprovider.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.api.ConsumerInfo;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NatsPeer.class)
@TestProfile(IntegrationsOverJetStreamTest.OverJetStream.class)
class IntegrationsOverJetStreamTest extends AnyTransport {

    private static final String GREETING = "sh.keptn.event.greeting.triggered";

    public static final class OverJetStream implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sli-provider.events.transport", "jetstream");
        }
    }

    /** Consumers that are created deliver what is sent from then on. */
    @Override
    void awaitReady() throws Exception {
        Eventually.await()
                .until(() -> NatsPeer.bus
                                .connection()
                                .jetStreamManagement()
                                .getConsumerNames("keptn")
                                .size()
                        == 3);
    }

    @Test
    void each_work_has_a_durable_consumer_of_its_own() throws Exception {
        assertThat(NatsPeer.bus.connection().jetStreamManagement().getConsumers("keptn"))
                .filteredOn(consumer -> consumer.getConsumerConfiguration().getDurable() != null)
                .extracting(ConsumerInfo::getName, consumer -> consumer.getConsumerConfiguration()
                        .getFilterSubject())
                .containsExactlyInAnyOrder(
                        tuple("prometheus-sli-provider-audit", GREETING),
                        tuple("prometheus-sli-provider-greeting", GREETING),
                        tuple("prometheus-sli-provider-get-sli", "sh.keptn.event.get-sli.triggered"));
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
