package dev.sliprovider.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** JSON as it is printed: one document, indented. */
final class PrettyJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a terminal would execute, and what changes the direction of writing; the same in JSON as an escape. */
    private static final Pattern UNSAFE = Pattern.compile("[\\x7F-\\x9F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private PrettyJson() {}

    static String of(JsonNode document) {
        try {
            String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
            return UNSAFE.matcher(json).replaceAll(found -> "\\\\u%04x"
                    .formatted((int) found.group().charAt(0)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
