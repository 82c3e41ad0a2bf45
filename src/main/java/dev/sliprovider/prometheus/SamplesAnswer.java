package dev.sliprovider.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.sli.SampledSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the answer to a range selector: series with their samples (Prometheus' HTTP API, "Range vectors"). */
final class SamplesAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MILLIS = 1000;

    private SamplesAnswer() {}

    /** @return all series; empty if it is no such answer, or one of a part of the data */
    static Optional<List<SampledSeries>> read(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            JsonNode data = answer.path("data");
            boolean isComplete = answer.path("status").asText().equals("success")
                    && data.path("resultType").asText().equals("matrix")
                    && answer.path("warnings").isEmpty()
                    && !answer.path("isPartial").asBoolean();
            return isComplete ? series(data.path("result")) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<SampledSeries>> series(JsonNode result) {
        var all = new ArrayList<SampledSeries>();
        for (JsonNode entry : result) {
            var times = new ArrayList<Long>();
            var values = new ArrayList<Double>();
            for (JsonNode sample : entry.path("values")) {
                times.add(Math.round(sample.path(0).asDouble() * MILLIS));
                values.add(number(sample.path(1).asText()));
            }
            for (JsonNode histogram : entry.path("histograms")) {
                times.add(Math.round(histogram.path(0).asDouble() * MILLIS));
                values.add(Double.NaN);
            }
            all.add(new SampledSeries(QueryAnswer.series(entry), times, values));
        }
        return Optional.of(all);
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
