package dev.sliprovider.polling;

import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.task.WorkRegistry;
import dev.sliprovider.transport.EventGate;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.transport.Subscription;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.UndeliveredAnswers;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatastorePollingTest.KeptnPeer.class)
class DatastorePollingTest {

    private static FakeKeptn keptn;

    @Inject
    PollingConfig config;

    @Inject
    EventsConfig events;

    @Inject
    Gateway gateway;

    @Inject
    EventGate gate;

    @Inject
    WorkRegistry works;

    @Inject
    UndeliveredAnswers undelivered;

    /** Keptn behind its API, with one project. */
    public static final class KeptnPeer implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            keptn = new FakeKeptn();
            keptn.project("bookshop");
            return Map.of("sli-provider.api.endpoint", keptn.api());
        }

        @Override
        public void stop() {
            keptn.close();
        }
    }

    /** An event that is read before would be taken for one without a subscription, for good. */
    @Test
    void events_are_read_only_when_the_subscriptions_are_known() {
        var subscriptions = new Subscriptions(works);
        var polling = new DatastorePolling(config, events, gateway, gate, works, subscriptions, undelivered);
        polling.start();
        try {
            Awaitility.await().during(Duration.ofMillis(500)).until(() -> !isPolled());
            subscriptions.replace(
                    List.of(new Subscription("", "sh.keptn.event.test.triggered", List.of(), List.of(), List.of())));
            Eventually.await().until(DatastorePollingTest::isPolled);
            Eventually.await().until(() -> polling.trouble().isEmpty());
        } finally {
            polling.stopIntake();
            polling.close();
        }
    }

    private static boolean isPolled() {
        return keptn.requests().stream().anyMatch(request -> request.target().contains("/event?"));
    }
}
