package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class KeptnConnectorTest {

    private static final EventsConfig CONFIG = Given.config("transport", "nats");

    private final List<String> became = new CopyOnWriteArrayList<>();
    private final ChannelEnd end = new ChannelEnd();
    private final Transports transports = new Transports(CONFIG, null, Given.all(new Throwing()));
    private final Intake intake = new Intake(CONFIG, new SimpleMeterRegistry());

    @Test
    void an_answer_that_cannot_be_sent_does_not_end_the_channel() {
        transports.start();
        sends("bad", "good", "bad", "good");
        assertThat(became).containsExactly("bad: not sent", "good: sent", "bad: not sent", "good: sent");
        assertThat(end.why()).isEmpty();
        assertThat(readiness().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void the_end_of_the_channel_is_seen_by_whoever_asks_whether_events_are_taken() {
        transports.start();
        answers(Multi.createFrom().failure(new IllegalStateException("of all things")));
        assertThat(readiness().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(readiness().getData().orElseThrow().get("why").toString())
                .isEqualTo("the channel of events has ended (IllegalStateException); restart this process");
    }

    private HealthCheckResponse readiness() {
        return new TakesEvents(intake, transports, end).call();
    }

    private void sends(String... ids) {
        answers(Multi.createFrom()
                .items(ids)
                .map(id -> Message.of(event(id), () -> became(id + ": sent"), failure -> became(id + ": not sent"))));
    }

    @SuppressWarnings("unchecked")
    private void answers(Multi<Message<KeptnEvent>> answers) {
        var connector = new KeptnConnector(null, Given.all(transports), CONFIG, Given.all(), end);
        answers.subscribe().withSubscriber((Flow.Subscriber<Message<KeptnEvent>>) connector.getSubscriber(null));
    }

    private CompletableFuture<Void> became(String what) {
        became.add(what);
        return CompletableFuture.completedFuture(null);
    }

    private static KeptnEvent event(String id) {
        String json = "{\"id\":\"" + id + "\",\"type\":\"t\",\"source\":\"s\"}";
        return EventFormat.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Throwing implements Transport {
        @Override
        public TransportKind kind() {
            return TransportKind.NATS;
        }

        @Override
        public void start() {}

        @Override
        public Uni<Void> send(KeptnEvent answer) {
            if (answer.id().equals("bad")) {
                throw new IllegalArgumentException("too much");
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public void stopIntake() {}

        @Override
        public void close() {}

        @Override
        public String describe() {
            return "throwing";
        }
    }
}
