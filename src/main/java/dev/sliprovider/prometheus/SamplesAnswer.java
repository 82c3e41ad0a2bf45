package dev.sliprovider.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.sli.SampledSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the response to a range selector: series with their samples (Prometheus' HTTP API, "Range vectors"). Only one series
 * at a time is a tree, because a tree takes many times the bytes of the response.
 */
final class SamplesAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MILLIS = 1000;

    private final List<SampledSeries> series = new ArrayList<>();
    private boolean isSuccess;
    private boolean isMatrix;
    /** Whether the response says that it is a part of the data, or whether the order of samples is not known. */
    private boolean isUnusable;

    private SamplesAnswer() {}

    /** @return all series; empty if it is no such response, or one of a part of the data */
    static Optional<List<SampledSeries>> read(byte[] body) {
        var answer = new SamplesAnswer();
        try (JsonParser json = JSON.createParser(body)) {
            answer.readWhole(json);
            return answer.isSuccess && answer.isMatrix && !answer.isUnusable
                    ? Optional.of(answer.series)
                    : Optional.empty();
        } catch (IOException | NumberFormatException | OutOfMemoryError e) {
            // The memory of this response is free again, and the values of the indicators are there already.
            return Optional.empty();
        }
    }

    private void readWhole(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "status" -> isSuccess = "success".equals(json.getText());
                case "warnings" -> isUnusable |= json.readValueAsTree().size() > 0;
                case "isPartial" -> isUnusable |= json.getValueAsBoolean();
                case "data" -> readData(json);
                default -> json.skipChildren();
            }
        }
    }

    private void readData(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("resultType")) {
                isMatrix = "matrix".equals(json.getText());
            } else if (name.equals("result") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readSeries(json.readValueAsTree());
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void readSeries(JsonNode entry) {
        JsonNode numbers = entry.path("values");
        JsonNode histograms = entry.path("histograms");
        isUnusable |= !numbers.isEmpty() && !histograms.isEmpty();
        var times = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        for (JsonNode sample : numbers) {
            times.add(millis(sample));
            values.add(number(sample.path(1).asText()));
        }
        for (JsonNode histogram : histograms) {
            times.add(millis(histogram));
            values.add(Double.NaN);
        }
        series.add(new SampledSeries(times, values));
    }

    private static long millis(JsonNode sample) {
        return Math.round(sample.path(0).asDouble() * MILLIS);
    }

    private static double number(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
