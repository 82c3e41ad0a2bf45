package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Eventually;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SubscriptionRefusingServerTest {

    @Test
    void what_was_refused_over_a_connection_that_stays_is_told_and_asked_for_again_until_it_is_taken()
            throws Exception {
        try (var server = new SubscriptionRefusingServer()) {
            NatsConnection connection = NatsSettings.connection(server.url());
            connection.open(() -> {});
            try {
                var open = connection.await(Eventually.LIMIT).orElseThrow();
                open.createDispatcher(message -> {}).subscribe("sh.keptn.event.get-sli.triggered");
                Eventually.await().until(() -> connection
                        .trouble()
                        .filter(trouble -> trouble.contains("maximum subscriptions exceeded; raise this limit"))
                        .isPresent());

                server.raise();

                Eventually.await().until(() -> server.subscriptions() == 1);
                Eventually.await().until(() -> connection.trouble().isEmpty());
                int connections = server.connections();
                assertThat(connections).isGreaterThan(1);
                // Behind that nothing is asked for again: longer than the pause before it was.
                Awaitility.await().during(Duration.ofMillis(1_500)).until(() -> true);
                assertThat(server.connections()).isEqualTo(connections);
            } finally {
                connection.close();
            }
        }
    }
}
