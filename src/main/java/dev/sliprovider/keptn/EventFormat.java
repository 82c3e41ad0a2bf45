package dev.sliprovider.keptn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads and writes events: CloudEvents 1.0 as structured JSON, and in HTTP's binary mode. It ignores what Keptn adds to the
 * envelope ({@code contenttype}, {@code extensions}) and anything unknown (contract §1.1).
 */
public final class EventFormat {

    /** Media type of a structured event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String KEPTN_SPEC_VERSION = "0.2.4";
    private static final int LINE_LENGTH = 300;
    private static final Set<String> DATA = Set.of("data", "data_base64");
    /** Shared, because each instance has its own mapper, which is slow to create. */
    private static final JsonFormat FORMAT = new JsonFormat();

    private EventFormat() {}

    /**
     * Reads a structured event. The data of a {@code triggered} event must be valid; invalid data of any other event is
     * read as empty.
     *
     * @param json UTF-8
     * @throws InvalidEventException naming the attribute at fault
     */
    public static KeptnEvent read(byte[] json) {
        return read(json, EventType::isTriggered);
    }

    /**
     * Reads a structured event.
     *
     * @param json UTF-8
     * @param isHeard types whose data must be valid; invalid data of other types is read as empty
     * @throws InvalidEventException naming the attribute at fault
     */
    public static KeptnEvent read(byte[] json, Predicate<EventType> isHeard) {
        return read(EventJson.tree("body", json), isHeard, attributes -> {});
    }

    /**
     * Reads a structured event from a bus. Its sender cannot be informed of a mistake, so attributes that are not needed
     * for an answer may be missing.
     *
     * @param json UTF-8
     * @param isHeard types whose data must be valid; invalid data of other types is read as empty
     * @throws InvalidEventException naming the attribute without which it cannot be answered
     */
    public static KeptnEvent readFromBus(byte[] json, Predicate<EventType> isHeard) {
        return read(EventJson.tree("body", json), isHeard, EventFormat::complete);
    }

    /**
     * Reads a structured event that was parsed as a part of a list, like {@link #readFromBus(byte[], Predicate)}.
     *
     * @param json the event; this method changes it
     * @param isHeard types whose data must be valid; invalid data of other types is read as empty
     * @throws InvalidEventException naming the attribute without which it cannot be answered
     */
    public static KeptnEvent readFromBus(JsonNode json, Predicate<EventType> isHeard) {
        return read(json, isHeard, EventFormat::complete);
    }

    private static void complete(Map<String, String> attributes) {
        if (!EventAttributes.isUriReference(attributes.get("source"))) {
            attributes.put("source", "unknown");
        }
        attributes.putIfAbsent("specversion", "1.0");
    }

    private static KeptnEvent read(JsonNode json, Predicate<EventType> isHeard, Consumer<Map<String, String>> repair) {
        if (!(json instanceof ObjectNode envelope)) {
            throw new InvalidEventException("body", "the body is not a JSON object; send one CloudEvent");
        }
        var attributes = new TreeMap<String, String>();
        envelope.properties().stream()
                .filter(member -> EventAttributes.isRead(member.getKey()))
                .filter(member -> isText(member.getValue()))
                .forEach(member ->
                        attributes.put(member.getKey(), member.getValue().asText()));
        repair.accept(attributes);
        EventAttributes.REQUIRED.stream()
                .filter(name -> envelope.hasNonNull(name) && !attributes.containsKey(name))
                .forEach(name -> {
                    throw new InvalidEventException(name, name + " is not a text");
                });
        EventAttributes.check("", attributes);
        envelope.retain(DATA);
        attributes.forEach(envelope::put);
        try {
            return keptnEvent(asWritten(EventJson.MAPPER.treeToValue(envelope, CloudEvent.class), envelope), isHeard);
        } catch (JsonProcessingException | CloudEventRWException | IllegalArgumentException e) {
            throw new InvalidEventException("body", "the body is not a CloudEvent: " + firstLine(e));
        }
    }

    /** The library copies the data and loses the text of the numbers, so the original data is put back. */
    private static CloudEvent asWritten(CloudEvent event, ObjectNode envelope) {
        return event.getData() instanceof JsonCloudEventData
                ? CloudEventBuilder.from(event)
                        .withData(JsonCloudEventData.wrap(envelope.get("data")))
                        .build()
                : event;
    }

    /** Numbers are read as texts. */
    private static boolean isText(JsonNode value) {
        return value.isTextual() || value.isNumber();
    }

    /**
     * Reads an event whose attributes are HTTP headers ({@code ce-*}) and whose data is the body.
     *
     * @param headers names in any case
     * @param body UTF-8 JSON
     * @param isHeard types whose data must be valid; invalid data of other types is read as empty
     * @throws InvalidEventException naming the header at fault
     */
    public static KeptnEvent read(Map<String, String> headers, byte[] body, Predicate<EventType> isHeard) {
        var attributes = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (!lowerCase.startsWith("ce-") || EventAttributes.isRead(lowerCase.substring(3))) {
                attributes.put(lowerCase, lowerCase.startsWith("ce-") ? decode(value) : value);
            }
        });
        EventAttributes.check("ce-", attributes);
        try {
            return keptnEvent(
                    HttpMessageFactory.createReader(attributes::forEach, body).toEvent(), isHeard);
        } catch (CloudEventRWException | IllegalArgumentException e) {
            throw new InvalidEventException(
                    "headers", "the request is not a CloudEvent in binary mode: " + firstLine(e));
        }
    }

    /** In headers, the values of attributes are percent-encoded (CloudEvents HTTP protocol binding 1.0, 3.1.3.2). */
    private static String decode(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
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
        return FORMAT.serialize(builder.build());
    }

    private static KeptnEvent keptnEvent(CloudEvent event, Predicate<EventType> isHeard) {
        var type = new EventType(event.getType());
        return new KeptnEvent(
                event.getId(),
                type,
                event.getSource(),
                Optional.ofNullable(event.getTime()).map(OffsetDateTime::toInstant),
                extension(event, "shkeptncontext"),
                extension(event, "triggeredid"),
                extension(event, "gitcommitid"),
                data(event, isHeard.test(type)));
    }

    private static Optional<String> extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name))
                .map(Object::toString)
                .filter(value -> !value.isBlank());
    }

    private static ObjectNode data(CloudEvent event, boolean isHeard) {
        try {
            return data(event);
        } catch (InvalidEventException e) {
            if (isHeard) {
                throw e;
            }
            return EventJson.MAPPER.createObjectNode();
        }
    }

    private static ObjectNode data(CloudEvent event) {
        JsonNode data =
                switch (event.getData()) {
                    case null -> throw new InvalidEventException("data", "data is missing");
                    case JsonCloudEventData json -> json.getNode();
                    default -> EventJson.tree("data", event.getData().toBytes());
                };
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidEventException("data", "data is not a JSON object");
    }

    private static String firstLine(Exception e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        String line = String.valueOf(message).lines().findFirst().orElse("");
        if (line.contains("Base64")) {
            return "data_base64 is not Base64";
        }
        // Names of classes and of their settings mean nothing to the sender of the event.
        return JsonText.shortened(
                line.replaceAll("\\s*\\(for .*", "")
                        .replaceAll(",? (?:from|of type|as per) `[^`]*`", "")
                        .replaceAll("`?\\b(?:com|io|java)\\.[\\w.$]+`?", "it"),
                LINE_LENGTH);
    }
}
