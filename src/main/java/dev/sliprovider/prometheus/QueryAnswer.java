package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.sli.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads an answer of {@code /api/v1/query} (Prometheus' HTTP API, "Instant queries" and "Expression query result formats"). */
final class QueryAnswer {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final int status;
    private final byte[] body;
    private final Optional<String> retryAfter;

    private QueryAnswer(int status, byte[] body, Optional<String> retryAfter) {
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    static QueryResult read(int status, byte[] body, Optional<String> retryAfter) {
        return new QueryAnswer(status, body, retryAfter).read();
    }

    private QueryResult read() {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isMissingNode()) {
                return empty();
            }
            return json.path("status").isTextual() ? result(json) : unexpected("it has no status");
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private QueryResult result(JsonNode json) {
        if (!json.path("status").textValue().equals("success")) {
            return new Failed(QueryFailure.ofApi(
                    status,
                    json.path("errorType").asText("error"),
                    json.path("error").asText(),
                    retryAfter));
        }
        if (!isOk()) {
            return new Failed(QueryFailure.ofStatus(status, "", retryAfter));
        }
        List<String> warnings = warnings(json);
        JsonNode result = json.path("data").path("result");
        String type = json.path("data").path("resultType").asText();
        return switch (type) {
            case "vector" -> vector(result, warnings);
            case "scalar" ->
                number(result)
                        .<QueryResult>map(value -> new QueryResult.Scalar(value, warnings))
                        .orElseGet(() -> unexpected("its scalar has no number"));
            case "matrix" -> new QueryResult.Matrix(result.size());
            case "string" -> new QueryResult.Text(result.path(1).asText());
            default -> unexpected("its resultType is \"" + QueryFailure.quote(type) + "\"");
        };
    }

    private QueryResult vector(JsonNode result, List<String> warnings) {
        if (!result.isArray()) {
            return unexpected("its vector is not an array");
        }
        var samples = new ArrayList<Sample>(result.size());
        for (JsonNode entry : result) {
            Optional<Double> value = number(entry.path("value"));
            if (value.isPresent()) {
                samples.add(new Sample.Float(series(entry), value.get()));
            } else if (entry.path("histogram").isArray()) {
                samples.add(new Sample.Histogram(series(entry)));
            } else {
                return unexpected("a sample of its vector has no number");
            }
        }
        return new QueryResult.Vector(samples, warnings);
    }

    /** A pair of timestamp and number, the number as a text. */
    private static Optional<Double> number(JsonNode pair) {
        String text = pair.isArray() && pair.size() == 2 && pair.get(0).isNumber()
                ? pair.get(1).asText()
                : "";
        return switch (text) {
            case "NaN" -> Optional.of(Double.NaN);
            case "+Inf", "Inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            default ->
                Optional.of(text)
                        .filter(number -> NUMBER.matcher(number).matches())
                        .map(Double::valueOf);
        };
    }

    private static String series(JsonNode entry) {
        return entry.path("metric").properties().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue().asText() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> warnings(JsonNode json) {
        var warnings = new ArrayList<String>();
        json.path("warnings").forEach(text -> warnings.add(QueryFailure.quote(text.asText())));
        json.path("infos").forEach(text -> warnings.add(QueryFailure.quote(text.asText())));
        return warnings;
    }

    private QueryResult empty() {
        return new Failed(
                isOk()
                        ? QueryFailure.passing(Reason.EMPTY_ANSWER, "the answer has no body")
                        : QueryFailure.ofStatus(status, "", retryAfter));
    }

    private QueryResult unreadable(IOException e) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (!isOk()) {
            return new Failed(QueryFailure.ofStatus(status, text.startsWith("<") ? "an HTML page" : text, retryAfter));
        }
        if (text.startsWith("<")) {
            return new Failed(QueryFailure.lasting(
                    Reason.NOT_JSON,
                    "the answer is an HTML page, not JSON; a login page or a proxy stands in front of Prometheus, or the"
                            + " path is wrong"));
        }
        if (e instanceof JsonEOFException || e instanceof JsonProcessingException cut && isAtEnd(cut, text)) {
            return new Failed(QueryFailure.passing(
                    Reason.TRUNCATED_ANSWER,
                    "the answer ends after " + body.length + " bytes in the middle of its JSON"));
        }
        return new Failed(QueryFailure.lasting(
                Reason.NOT_JSON,
                "the answer is not JSON; it begins with \"" + QueryFailure.quote(beginning(text)) + "\""));
    }

    /** A token that the end of the text cuts off is reported like a wrong one. */
    private boolean isAtEnd(JsonProcessingException e, String text) {
        return text.startsWith("{")
                && e.getLocation() != null
                && e.getLocation().getByteOffset() >= body.length - 1;
    }

    private QueryResult unexpected(String why) {
        return new Failed(
                isOk()
                        ? QueryFailure.lasting(
                                Reason.UNEXPECTED_JSON,
                                "the answer is JSON, but not that of Prometheus' query API: " + why)
                        : QueryFailure.ofStatus(
                                status, beginning(new String(body, StandardCharsets.UTF_8)), retryAfter));
    }

    private boolean isOk() {
        return status >= 200 && status < 300;
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(80, text.length()));
    }
}
