package dev.sliprovider.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The other end of Keptn's event bus: sends events as lighthouse-service does, and hears every answer. */
public final class Bus implements AutoCloseable {

    static final String TRIGGERED = "sh.keptn.event.get-sli.triggered";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();

    public Bus(NatsServer server) throws IOException, InterruptedException {
        connection = server.connect();
        connection
                .createDispatcher(this::heard)
                .subscribe("sh.keptn.event.*.started")
                .subscribe("sh.keptn.event.*.finished");
    }

    /** The stream as shipyard-controller makes it (contract §2.2). */
    public void createStream() throws IOException, JetStreamApiException {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name("keptn")
                        .subjects("sh.keptn.>")
                        .build());
    }

    /** @return the id of the event */
    String trigger(String... indicators) throws IOException, TimeoutException, InterruptedException {
        String id = UUID.randomUUID().toString();
        send(event(id, indicators));
        return id;
    }

    public static ObjectNode event(String id, String... indicators) throws IOException {
        var event = (ObjectNode) JSON.readTree(Files.readString(Path.of("src/test/events/get-sli.triggered.json")));
        event.put("id", id).put("shkeptncontext", UUID.randomUUID().toString());
        var names = ((ObjectNode) event.at("/data/get-sli")).putArray("indicators");
        List.of(indicators).forEach(names::add);
        return event;
    }

    public void send(JsonNode event) throws TimeoutException, InterruptedException {
        connection.publish(TRIGGERED, event.toString().getBytes());
        connection.flush(Duration.ofSeconds(5));
    }

    /** Sends an event of any type. */
    public void publish(JsonNode event) throws TimeoutException, InterruptedException {
        connection.publish(event.path("type").asText(), event.toString().getBytes());
        connection.flush(Duration.ofSeconds(5));
    }

    void send(byte[] payload) throws TimeoutException, InterruptedException {
        connection.publish(TRIGGERED, payload);
        connection.flush(Duration.ofSeconds(5));
    }

    /** A finished event as another replica would send it, or another integration: by its source. */
    void answer(String id, String source) throws TimeoutException, InterruptedException {
        ObjectNode answer = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("type", "sh.keptn.event.get-sli.finished")
                .put("source", source)
                .put("triggeredid", id);
        answer.putObject("data");
        connection.publish(answer.path("type").asText(), answer.toString().getBytes());
        connection.flush(Duration.ofSeconds(5));
    }

    /** Waits until everything that the server has sent so far has arrived. */
    void flush() throws TimeoutException, InterruptedException {
        connection.flush(Duration.ofSeconds(5));
    }

    public Connection connection() {
        return connection;
    }

    /** @return started and finished events that answer an event, in the order of their coming */
    public List<JsonNode> answers(String id) {
        return heard(id, "");
    }

    public List<JsonNode> finished(String id) {
        return heard(id, ".finished");
    }

    List<JsonNode> started(String id) {
        return heard(id, ".started");
    }

    List<JsonNode> all() {
        return List.copyOf(answers);
    }

    void awaitFinished(String id) {
        awaitFinished(List.of(id));
    }

    void awaitFinished(List<String> ids) {
        Eventually.await().until(() -> answers.stream()
                .filter(answer -> answer.path("type").asText().endsWith(".finished"))
                .map(answer -> answer.path("triggeredid").asText())
                .collect(Collectors.toSet())
                .containsAll(ids));
    }

    private List<JsonNode> heard(String id, String ending) {
        return answers.stream()
                .filter(answer -> answer.path("triggeredid").asText().equals(id))
                .filter(answer -> answer.path("type").asText().endsWith(ending))
                .toList();
    }

    private void heard(Message message) {
        try {
            ProgramOutput.message(message.getSubject(), message.getData());
            answers.add(JSON.readTree(message.getData()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
