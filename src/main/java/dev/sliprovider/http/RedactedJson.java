package dev.sliprovider.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSON body without secrets in its texts, whatever escapes they are written with. Everything else stays as it is. */
final class RedactedJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9.eE+-]{1,40}|Inf|NaN)");

    private final KnownSecrets secrets;
    private final boolean isResult;
    private boolean inData;

    private RedactedJson(KnownSecrets secrets, boolean isResult) {
        this.secrets = secrets;
        this.isResult = isResult;
    }

    /**
     * @param isResult whether the member {@code data} has values and labels, which keep what may be a tenant
     * @return the body; nothing if it is no JSON
     */
    static Optional<byte[]> of(KnownSecrets secrets, boolean isResult, byte[] body) {
        var out = new ByteArrayOutputStream(body.length);
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = JSON.createGenerator(out)) {
            new RedactedJson(secrets, isResult).copy(parser, generator);
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(out.toByteArray());
    }

    private void copy(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        while (parser.nextToken() != null) {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            switch (token) {
                case FIELD_NAME -> {
                    inData = depth == 1 ? parser.currentName().equals("data") : inData;
                    generator.writeFieldName(redacted(parser.currentName()));
                }
                case VALUE_STRING -> generator.writeString(value(parser, depth));
                case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> generator.writeNumber(parser.getText());
                default -> generator.copyCurrentEvent(parser);
            }
        }
    }

    /** What says how the answer is to be read, and numbers, are no secrets. */
    private String value(JsonParser parser, int depth) throws IOException {
        String text = parser.getText();
        String name = parser.currentName();
        boolean isForm = depth == 1 && "status".equals(name) || depth == 2 && "resultType".equals(name);
        boolean isNumber = isResult
                && inData
                && parser.getParsingContext().inArray()
                && NUMBER.matcher(text).matches();
        return isForm || isNumber ? text : redacted(text);
    }

    private String redacted(String text) {
        List<String> replaced = isResult && inData ? secrets.ofData() : secrets.all();
        return KnownSecrets.without(replaced, text);
    }
}
