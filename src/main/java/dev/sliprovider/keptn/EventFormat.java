package dev.sliprovider.keptn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads and writes events: CloudEvents 1.0 as structured JSON, and in HTTP's binary mode. What Keptn adds to the
 * envelope ({@code contenttype}, {@code extensions}, anything unknown) is tolerated (contract §1.1).
 */
public final class EventFormat {

    /** Media type of a structured event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String KEPTN_SPEC_VERSION = "0.2.4";
    private static final List<String> REQUIRED = List.of("id", "type", "source");
    private static final Set<String> NOT_EXTENSIONS = Set.of("data", "data_base64");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[a-z0-9]+");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(JsonFormat.getCloudEventJacksonModule())
            .build();

    private EventFormat() {}

    /**
     * Reads a structured event.
     *
     * @param json UTF-8
     * @throws InvalidEventException naming the attribute at fault
     */
    public static KeptnEvent read(byte[] json) {
        if (!(tree("body", json) instanceof ObjectNode envelope)) {
            throw new InvalidEventException("body", "the body is not a JSON object; send one CloudEvent");
        }
        for (String name : REQUIRED) {
            JsonNode value = envelope.path(name);
            requireAttribute(name, name, value.isTextual() ? value.textValue() : null);
        }
        envelope.properties().removeIf(member -> !isAttribute(member));
        envelope.putIfAbsent("specversion", envelope.textNode("1.0"));
        if (!isTime(envelope.path("time").asText())) {
            envelope.remove("time");
        }
        try {
            return keptnEvent(JSON.treeToValue(envelope, CloudEvent.class));
        } catch (JsonProcessingException | CloudEventRWException | IllegalArgumentException e) {
            throw new InvalidEventException("body", "the body is not a CloudEvent: " + firstLine(e));
        }
    }

    /**
     * Reads an event whose attributes are HTTP headers ({@code ce-*}) and whose data is the body.
     *
     * @param headers names in any case
     * @param body UTF-8 JSON
     * @throws InvalidEventException naming the header at fault
     */
    public static KeptnEvent read(Map<String, String> headers, byte[] body) {
        var caseless = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        for (String name : REQUIRED) {
            requireAttribute("ce-" + name, "the header ce-" + name, caseless.get("ce-" + name));
        }
        caseless.putIfAbsent("ce-specversion", "1.0");
        if (!isTime(caseless.get("ce-time"))) {
            caseless.remove("ce-time");
        }
        try {
            return keptnEvent(
                    HttpMessageFactory.createReader(caseless::forEach, body).toEvent());
        } catch (CloudEventRWException | IllegalArgumentException e) {
            throw new InvalidEventException(
                    "headers", "the request is not a CloudEvent in binary mode: " + firstLine(e));
        }
    }

    /** @return the event as structured JSON, UTF-8 */
    public static byte[] write(KeptnEvent event) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.id())
                .withType(event.type().name())
                .withSource(event.source())
                .withDataContentType("application/json")
                .withExtension("contenttype", "application/json")
                .withExtension("shkeptnspecversion", KEPTN_SPEC_VERSION)
                .withData(JsonCloudEventData.wrap(event.data()));
        event.time().ifPresent(time -> builder.withTime(time.atOffset(ZoneOffset.UTC)));
        event.shkeptncontext().ifPresent(context -> builder.withExtension("shkeptncontext", context));
        event.triggeredid().ifPresent(id -> builder.withExtension("triggeredid", id));
        event.gitcommitid().ifPresent(commit -> builder.withExtension("gitcommitid", commit));
        return new JsonFormat().serialize(builder.build());
    }

    private static void requireAttribute(String field, String subject, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidEventException(field, subject + " is missing or empty; every CloudEvent has one");
        }
    }

    /** What is left out is what the specification does not allow, such as Keptn's {@code "extensions": {}}. */
    private static boolean isAttribute(Map.Entry<String, JsonNode> member) {
        return NOT_EXTENSIONS.contains(member.getKey())
                || ATTRIBUTE_NAME.matcher(member.getKey()).matches()
                        && member.getValue().isValueNode()
                        && !member.getValue().isNull();
    }

    private static boolean isTime(String text) {
        try {
            return text != null && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static KeptnEvent keptnEvent(CloudEvent event) {
        return new KeptnEvent(
                event.getId(),
                new EventType(event.getType()),
                event.getSource(),
                Optional.ofNullable(event.getTime()).map(OffsetDateTime::toInstant),
                extension(event, "shkeptncontext"),
                extension(event, "triggeredid"),
                extension(event, "gitcommitid"),
                data(event));
    }

    private static Optional<String> extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name))
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }

    private static ObjectNode data(CloudEvent event) {
        JsonNode data =
                switch (event.getData()) {
                    case null -> throw new InvalidEventException("data", "data is missing");
                    case JsonCloudEventData json -> json.getNode();
                    default -> tree("data", event.getData().toBytes());
                };
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidEventException("data", "data is not a JSON object");
    }

    private static JsonNode tree(String field, byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new InvalidEventException(field, "the " + field + " is not JSON: " + firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("").replaceAll("\\s*\\(for .*", "");
    }
}
