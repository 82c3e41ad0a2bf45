package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.json.JsonProblem;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains a body of HTTP 200 that is not JSON: a page, a response that was cut, or something else. */
final class NonJsonBody {

    private static final JsonFactory JSON = new JsonFactory();
    /** Maximum bytes that are examined. */
    private static final int SHOWN_BYTES = 4_000;
    /** Maximum characters of a body in a message. */
    static final int BEGINNING = 80;

    private static final String UNTITLED = "an HTML page";

    private static final Pattern TITLE =
            Pattern.compile("(?is)<title>\\s*(?:error\\s*)?(?:\\d{3}\\b[\\s:-]*)?([^<]{0,300})</title>");

    private NonJsonBody() {}

    /** @param thrown by the parser */
    static QueryFailure explain(byte[] body, IOException thrown) {
        String text = beginning(body).strip();
        if (text.startsWith("<")) {
            Optional<String> title = Optional.of(title(text)).filter(words -> !words.equals(UNTITLED));
            return Kind.HTML_ANSWER.failure(Kind.HTML_ANSWER.says()
                    + title.map(words -> " (\"" + Excerpt.of(words, BEGINNING) + "\")")
                            .orElse(""));
        }
        if (isBeginningOfJson(body)) {
            return Kind.TRUNCATED_ANSWER.failure(
                    "the answer ends after " + body.length + " bytes in the middle of its JSON");
        }
        String problem = JsonProblem.of(body, thrown);
        // The beginning of the body shows what it is, unless it looks like JSON.
        return Kind.NOT_JSON.failure(
                text.startsWith("{") && !problem.startsWith(JsonProblem.SYNTAX)
                        ? Kind.NOT_JSON.says() + ": " + Excerpt.of(problem)
                        : Kind.NOT_JSON.says() + "; it begins with \"" + Excerpt.of(text, BEGINNING) + "\""
                                + (text.startsWith("{") ? "; " + problem : ""));
    }

    /** @return the body for a message about its status: the title of a page, or its beginning */
    static String shown(byte[] body) {
        String text = beginning(body).strip();
        return text.startsWith("<") ? title(text) : text;
    }

    /** @return so much of the body as a text as is examined */
    static String beginning(byte[] body) {
        return new String(body, 0, Math.min(SHOWN_BYTES, body.length), StandardCharsets.UTF_8);
    }

    /**
     * The title of an error page contains the reason; its leading status number is omitted, because the message has it
     * already.
     */
    private static String title(String page) {
        Matcher title = TITLE.matcher(page);
        return title.find() && !title.group(1).isBlank() ? title.group(1).strip() : UNTITLED;
    }

    /** Whether the body is valid JSON that stops too early: a parser that accepts more input finds no error in it. */
    private static boolean isBeginningOfJson(byte[] body) {
        try (var parser = JSON.createNonBlockingByteArrayParser()) {
            ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(body, 0, body.length);
            while (parser.nextToken() != JsonToken.NOT_AVAILABLE) {
                // All tokens up to here are valid.
            }
            return !parser.getParsingContext().inRoot();
        } catch (IOException e) {
            return false;
        }
    }
}
