package dev.sliprovider.keptn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sliprovider.json.JsonProblem;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.util.List;

/** Reads the JSON of events. Duplicate names are rejected, and numbers keep their text. */
public final class EventJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            // One of two projects would be the wrong one.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .build();

    private EventJson() {}

    /**
     * @return a description by which people identify an unreadable event: its size, and its id and context if it has
     *     them
     */
    public static String outline(byte[] json) {
        var outline = new StringBuilder(json.length + " bytes");
        try {
            JsonNode tree = MAPPER.reader()
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(json);
            for (String name : List.of("id", "shkeptncontext")) {
                String value = tree.path(name).asText("");
                if (!value.isBlank()) {
                    outline.append(", ").append(name).append(' ').append(EventAttributes.shown(value));
                }
            }
        } catch (IOException e) {
            outline.append(", not readable");
        }
        return outline.toString();
    }

    /**
     * @param field the name of the text in messages
     * @throws InvalidEventException if the text is not JSON
     */
    static JsonNode tree(String field, byte[] json) {
        if (json.length == 0) {
            throw new InvalidEventException(field, "the " + field + " is empty");
        }
        try (JsonParser parser = MAPPER.createParser(json)) {
            return reader(parser).readTree(parser);
        } catch (IOException e) {
            throw new InvalidEventException(field, "the " + field + " is not JSON: " + JsonProblem.of(json, e));
        }
    }

    /**
     * Reads one value from a longer text. Its numbers keep their text.
     *
     * @param json a parser at the beginning of the value
     */
    public static JsonNode value(JsonParser json) throws IOException {
        return reader(json)
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(json);
    }

    private static ObjectReader reader(JsonParser json) {
        return MAPPER.reader().with(new WrittenNumbers(json));
    }
}
