package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.sli.IndicatorValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a response of {@code /api/v1/query} (Prometheus' HTTP API, "Instant queries" and "Expression query result
 * formats").
 */
final class QueryAnswer {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

    private final int status;
    private final byte[] body;
    private final Optional<String> retryAfter;
    private final Optional<Instant> asked;

    private QueryAnswer(int status, byte[] body, Optional<String> retryAfter, Optional<Instant> asked) {
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
        this.asked = asked;
    }

    /** Reads a response to a query of any time. */
    static QueryResult read(int status, byte[] body, Optional<String> retryAfter) {
        return new QueryAnswer(status, body, retryAfter, Optional.empty()).read();
    }

    /** @param asked the evaluation time of the query; its samples must have the same time */
    static QueryResult read(int status, byte[] body, Optional<String> retryAfter, Instant asked) {
        return new QueryAnswer(status, body, retryAfter, Optional.of(asked)).read();
    }

    private QueryResult read() {
        try {
            BoundedJson json = BoundedJson.read(body);
            return json.root().isMissingNode() ? empty() : result(json);
        } catch (BoundedJson.TooManyPartsException e) {
            return unexpected(e.getMessage());
        } catch (StreamConstraintsException e) {
            return unexpected("a text or number in it is too long, or it is nested too deeply");
        } catch (IOException e) {
            return unreadable(e);
        } catch (OutOfMemoryError e) {
            // The memory of this response is free again. Without this catch, the whole event would have no values.
            return new Failed(Kind.OVERSIZE_ANSWER.failure(
                    "there was not enough memory to read the answer of " + body.length + " bytes"));
        }
    }

    private QueryResult result(BoundedJson answer) {
        JsonNode json = answer.root();
        if (!json.path("status").isTextual()) {
            return unexpected("it has no status");
        }
        String said = json.path("status").textValue();
        return switch (said) {
            case "success" -> isOk() ? success(answer) : new Failed(StatusFailure.of(status, "", retryAfter));
            case "error" ->
                new Failed(StatusFailure.ofApi(
                        status,
                        json.path("errorType").asText("error"),
                        json.path("error").asText(),
                        retryAfter));
            default -> unexpected("its status is \"" + Excerpt.of(said) + "\"");
        };
    }

    private QueryResult success(BoundedJson answer) {
        JsonNode json = answer.root();
        ArrayList<String> warnings = warnings(json);
        JsonNode result = json.path("data").path("result");
        String type = json.path("data").path("resultType").asText();
        Optional<SampleTime> other = asked.flatMap(time -> SampleTime.differing(type, result, time));
        if (other.isPresent() && !other.get().isTolerable()) {
            return new Failed(Kind.OTHER_TIME.failure(other.get().text()));
        }
        other.ifPresent(time -> warnings.add(time.text()));
        return switch (type) {
            case "vector" -> vector(result, answer.size(result), warnings);
            case "scalar" ->
                number(result)
                        .<QueryResult>map(value -> new QueryResult.Scalar(value, warnings))
                        .orElseGet(() -> unexpected("its scalar has no number"));
            case "matrix" -> new QueryResult.Matrix(answer.size(result));
            case "string" -> new QueryResult.Text(result.path(1).asText());
            default -> unexpected("its resultType is \"" + Excerpt.of(type) + "\"");
        };
    }

    private QueryResult vector(JsonNode result, int series, List<String> warnings) {
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
        return new QueryResult.Vector(samples, series, warnings);
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
                .map(label -> name(label.getKey()) + "=\"" + label.getValue().asText() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Other names are quoted, as in a selector of Prometheus 3. */
    private static String name(String label) {
        return label.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? label : "\"" + label + "\"";
    }

    private static ArrayList<String> warnings(JsonNode json) {
        var warnings = new ArrayList<String>();
        json.path("warnings").forEach(text -> warnings.add(Excerpt.ofReason(text.asText())));
        json.path("infos")
                .forEach(text -> warnings.add(
                        IndicatorValue.INFO + Excerpt.of(text.asText().replaceFirst("^PromQL info: ", ""))));
        // VictoriaMetrics' name for a partial response.
        if (json.path("isPartial").asBoolean()) {
            warnings.add("the answer is made of a part of the data (isPartial)");
        }
        return warnings;
    }

    /**
     * Warnings of the query language, infos and our own warnings are about the query; all others are about unreadable data.
     */
    static boolean isPartial(List<String> warnings) {
        return warnings.stream()
                .anyMatch(warning -> !warning.startsWith("PromQL ")
                        && !warning.startsWith(IndicatorValue.INFO)
                        && !warning.startsWith(SampleTime.WORDS)
                        && !warning.equals(LatencyOffset.WARNING)
                        && !ServerClock.isWarning(warning));
    }

    private QueryResult empty() {
        return new Failed(
                status >= 200 && status < 300 ? Kind.EMPTY_ANSWER.failure() : StatusFailure.of(status, "", retryAfter));
    }

    private QueryResult unreadable(IOException thrown) {
        return new Failed(
                isOk()
                        ? NonJsonBody.explain(body, thrown)
                        : StatusFailure.of(status, NonJsonBody.shown(body), retryAfter));
    }

    private QueryResult unexpected(String why) {
        return new Failed(
                isOk()
                        ? Kind.UNEXPECTED_JSON.failure(
                                "the answer is JSON, but not that of Prometheus' query API: " + why)
                        : StatusFailure.of(
                                status, Excerpt.of(NonJsonBody.beginning(body), NonJsonBody.BEGINNING), retryAfter));
    }

    private boolean isOk() {
        return status == 200;
    }
}
