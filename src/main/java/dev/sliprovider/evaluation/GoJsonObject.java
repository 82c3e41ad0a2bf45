package dev.sliprovider.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object, typed as Go's encoding/json types them for Lighthouse: a wrong type makes the whole
 * undecodable, null and a missing member leave the default, names match in any case.
 */
final class GoJsonObject {

    /** Reads a value that is not null. */
    interface Reading<T> {
        T of(JsonNode value, String path) throws UndecodableException;
    }

    /** No members. */
    static final GoJsonObject NONE = new GoJsonObject(JsonNodeFactory.instance.objectNode(), "");

    private final JsonNode object;
    private final String path;

    private GoJsonObject(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @param path how messages call the object */
    static GoJsonObject of(JsonNode object, String path) throws UndecodableException {
        if (!object.isObject()) {
            throw wrong(path, object, "an object");
        }
        return new GoJsonObject(object, path);
    }

    /** Of several names that differ in case, the last counts. */
    private Optional<JsonNode> member(String name) {
        JsonNode found = null;
        for (var member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                found = member.getValue();
            }
        }
        return Optional.ofNullable(found).filter(value -> !value.isNull());
    }

    <T> Optional<T> read(String name, Reading<T> reading) throws UndecodableException {
        Optional<JsonNode> value = member(name);
        return value.isPresent() ? Optional.of(reading.of(value.get(), path + "." + name)) : Optional.empty();
    }

    String text(String name) throws UndecodableException {
        return read(name, GoJsonObject::asText).orElse("");
    }

    double number(String name) throws UndecodableException {
        return read(name, GoJsonObject::asNumber).orElse(0.0);
    }

    boolean bool(String name) throws UndecodableException {
        return read(name, GoJsonObject::asBool).orElse(false);
    }

    /** @return empty without a list; an item is empty if it is null */
    <T> Optional<List<Optional<T>>> list(String name, Reading<T> item) throws UndecodableException {
        return read(name, (value, at) -> items(value, at, item));
    }

    /** @return a null item is the empty text */
    Map<String, String> texts(String name) throws UndecodableException {
        return read(name, GoJsonObject::asTexts).orElse(Map.of());
    }

    private static <T> List<Optional<T>> items(JsonNode value, String path, Reading<T> item)
            throws UndecodableException {
        if (!value.isArray()) {
            throw wrong(path, value, "a list");
        }
        var items = new ArrayList<Optional<T>>();
        for (JsonNode each : value) {
            String at = path + "[" + items.size() + "]";
            items.add(each.isNull() ? Optional.empty() : Optional.of(item.of(each, at)));
        }
        return items;
    }

    private static Map<String, String> asTexts(JsonNode value, String path) throws UndecodableException {
        if (!value.isObject()) {
            throw wrong(path, value, "an object");
        }
        var texts = new LinkedHashMap<String, String>();
        for (var member : value.properties()) {
            String at = path + "." + member.getKey();
            texts.put(member.getKey(), member.getValue().isNull() ? "" : asText(member.getValue(), at));
        }
        return texts;
    }

    static String asText(JsonNode value, String path) throws UndecodableException {
        if (!value.isTextual()) {
            throw wrong(path, value, "a text");
        }
        return value.textValue();
    }

    /** A number that is too large for a double is a wrong type, too. */
    private static double asNumber(JsonNode value, String path) throws UndecodableException {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(path, value, "a number that a double can hold");
        }
        return value.doubleValue();
    }

    private static boolean asBool(JsonNode value, String path) throws UndecodableException {
        if (!value.isBoolean()) {
            throw wrong(path, value, "true or false");
        }
        return value.booleanValue();
    }

    private static UndecodableException wrong(String path, JsonNode value, String wanted) {
        String kind =
                switch (value.getNodeType()) {
                    case ARRAY -> "a list";
                    case OBJECT -> "an object";
                    case STRING -> "a text";
                    case NUMBER -> "a number";
                    case BOOLEAN -> "true or false";
                    case NULL -> "null";
                    case BINARY, MISSING, POJO -> "nothing";
                };
        return new UndecodableException(path + " is " + kind + "; it must be " + wanted);
    }
}
