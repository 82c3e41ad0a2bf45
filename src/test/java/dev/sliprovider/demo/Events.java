package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The events that demos send: that of the example, about the last minute. */
final class Events {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String EXAMPLE = "sli-examples/prometheus-itself";

    private Events() {}

    static ObjectNode triggered() throws IOException {
        var event = (ObjectNode)
                JSON.readTree(Path.of(EXAMPLE, "get-sli.triggered.json").toFile());
        Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        event.put("id", UUID.randomUUID().toString());
        event.put("shkeptncontext", UUID.randomUUID().toString());
        event.put("time", end.toString());
        var getSli = (ObjectNode) event.at("/data/get-sli");
        getSli.put("start", end.minusSeconds(60).toString());
        getSli.put("end", end.toString());
        return event;
    }

    static ObjectNode triggered(List<String> indicators) throws IOException {
        ObjectNode event = triggered();
        var names = ((ObjectNode) event.at("/data/get-sli")).putArray("indicators");
        indicators.forEach(names::add);
        return event;
    }

    static String pretty(Object json) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    /** @return the file */
    static Path write(ObjectNode event, Path folder) throws IOException {
        return Files.writeString(folder.resolve("get-sli.triggered.json"), pretty(event));
    }
}
