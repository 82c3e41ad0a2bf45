package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class KeptnConnectorTest {

    private static final EventsConfig CONFIG = TestBeans.config("transport", "nats");

    private final List<String> became = new CopyOnWriteArrayList<>();
    private final List<String> observed = new CopyOnWriteArrayList<>();
    private final Transports transports = new Transports(CONFIG, null, TestBeans.HEADS, TestBeans.all(new Throwing()));

    @Test
    void an_answer_that_cannot_be_sent_does_not_end_the_channel() {
        transports.start();
        send("bad", "good", "bad", "good");
        assertThat(became).containsExactly("bad: not sent", "good: sent", "bad: not sent", "good: sent");
        assertThat(observed).containsExactly("good", "good");
    }

    @SuppressWarnings("unchecked")
    private void send(String... ids) {
        var connector = new KeptnConnector(
                TestBeans.all(transports), TestBeans.all(answer -> observed.add(answer.id()), answer -> {
                    throw new IllegalStateException("of all things");
                }));
        Multi.createFrom()
                .items(ids)
                .map(id -> Message.of(event(id), () -> became(id + ": sent"), failure -> became(id + ": not sent")))
                .subscribe()
                .withSubscriber((Flow.Subscriber<Message<KeptnEvent>>) connector.getSubscriber(null));
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
