package dev.sliprovider.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes why a text is not JSON, and where. The parser's own messages are for programmers: they name its classes and
 * settings.
 */
public final class JsonProblem {

    /** The beginning of a message about a grammar error. */
    public static final String SYNTAX = "it goes wrong";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN_BYTES = 200;
    private static final int SHOWN = 60;
    private static final Pattern DUPLICATE = Pattern.compile("(?s)Duplicate .*?[\"'](.*)[\"'].*");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+");

    private JsonProblem() {}

    /**
     * @param text UTF-8
     * @param problem that the parser found in it
     * @return the reason, as the end of a sentence such as "the body is not JSON: …"
     */
    public static String of(byte[] text, IOException problem) {
        if (!(problem instanceof JsonProcessingException e)) {
            return "it cannot be read";
        }
        String said = String.valueOf(e.getOriginalMessage());
        Matcher duplicate = DUPLICATE.matcher(said);
        if (duplicate.matches()) {
            return "the key \"" + shown(duplicate.group(1)) + "\" stands there twice" + place(e);
        }
        if (e instanceof StreamConstraintsException) {
            return "a text or number in it is too long, or it is nested too deeply";
        }
        Optional<String> after = after(text);
        if (after.isPresent()) {
            return "there is more after its end: \"" + after.get() + "\"";
        }
        if (e instanceof JsonEOFException) {
            return "it ends in the middle" + place(e);
        }
        return said.startsWith("Invalid UTF-8") ? "it is not UTF-8" + place(e) : SYNTAX + place(e);
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** @return the text after a complete value */
    private static Optional<String> after(byte[] text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            parser.skipChildren();
            int end = (int) parser.currentLocation().getByteOffset();
            if (end < 0 || end > text.length) {
                return Optional.empty();
            }
            int length = Math.min(SHOWN_BYTES, text.length - end);
            return Optional.of(new String(text, end, length, StandardCharsets.UTF_8))
                    .map(JsonProblem::shown)
                    .filter(rest -> !rest.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        String line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
