package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events for tests: those of src/test/events, and the usual one with other data. */
public final class ExampleEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExampleEvent() {}

    /** @param name such as {@code minimal} */
    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/events/get-sli.triggered." + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KeptnEvent usual() {
        return EventFormat.read(file("iso-ms"));
    }

    /** @param data JSON, may use ' for " */
    public static KeptnEvent withData(String data) {
        return withData(json(data));
    }

    public static KeptnEvent withData(ObjectNode data) {
        KeptnEvent usual = usual();
        return new KeptnEvent(
                usual.id(),
                usual.type(),
                usual.source(),
                usual.time(),
                usual.shkeptncontext(),
                usual.triggeredid(),
                usual.gitcommitid(),
                data);
    }

    public static ObjectNode json(String text) {
        return json(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public static ObjectNode json(byte[] text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
