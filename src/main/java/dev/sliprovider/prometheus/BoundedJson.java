package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * JSON as a tree of bounded size: the first elements of an array are kept and the others counted. A complete tree would
 * take ten times the memory of the text, and only a few of many series are ever shown. The whole text is parsed, so that an
 * error at its end is found.
 */
final class BoundedJson {

    /** Maximum number of elements of an array that are kept. */
    static final int KEPT = 20;
    /** Maximum number of members of an object; a series has a few dozen labels. */
    static final int MOST_MEMBERS = 1_000;
    /** Maximum number of values in the whole tree. */
    static final int MOST_PARTS = 50_000;
    /** Maximum characters of a string; servers refuse longer labels and queries. */
    static final int LONGEST_TEXT = 200_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = JsonFactory.builder()
            // A duplicate name is rejected, because one of its two values would be a wrong number.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<JsonNode, Integer> sizes = new IdentityHashMap<>();
    private int parts;
    private JsonNode root = MissingNode.getInstance();

    private BoundedJson(JsonParser parser) {
        this.parser = parser;
    }

    /** The text is JSON, but larger than any usable response. */
    static final class TooManyPartsException extends IOException {
        TooManyPartsException(String message) {
            super(message);
        }
    }

    /**
     * @throws TooManyPartsException if even the bounded tree is too large
     * @throws IOException if it is not JSON
     */
    static BoundedJson read(byte[] text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            var json = new BoundedJson(parser);
            if (parser.nextToken() != null) {
                json.root = json.value();
                if (parser.nextToken() != null) {
                    throw new JsonParseException(parser, "more than one value");
                }
            }
            return json;
        }
    }

    /** @return the tree; a missing node if there is no value */
    JsonNode root() {
        return root;
    }

    /** @return the number of elements that an array of the tree had in the text; 0 if it is not an array */
    int size(JsonNode array) {
        return sizes.getOrDefault(array, 0);
    }

    private JsonNode value() throws IOException {
        if (++parts > MOST_PARTS) {
            throw new TooManyPartsException("it has more than " + MOST_PARTS + " parts");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            refuseManyMembers();
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value());
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (size++ < KEPT) {
                array.add(value());
            } else {
                skip();
            }
        }
        sizes.put(array, size);
        return array;
    }

    /**
     * Unlike the parser's own method, this method bounds the names of an object, which the parser keeps to find duplicates.
     */
    private void skip() throws IOException {
        int depth = 0;
        do {
            switch (parser.currentToken()) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case FIELD_NAME -> refuseManyMembers();
                default -> {
                    // Skips a value that is not kept.
                }
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private void refuseManyMembers() throws TooManyPartsException {
        if (parser.getParsingContext().getEntryCount() > MOST_MEMBERS) {
            throw new TooManyPartsException("an object of it has more than " + MOST_MEMBERS + " members");
        }
    }
}
