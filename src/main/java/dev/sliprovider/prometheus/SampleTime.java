package dev.sliprovider.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time of a sample that is not the evaluation time of its query: a cache or a proxy answers another question.
 *
 * @param sample time of the sample
 * @param asked evaluation time of the query
 */
record SampleTime(Instant sample, Instant asked) {

    /** How its warning begins. */
    static final String WORDS = "the sample is of ";

    /** Times are rounded on the way. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /** VictoriaMetrics and rounding caches answer so much earlier. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private static final double MILLIS = 1000;

    /** @return the time of the only sample of a vector, or of a scalar, if it is another one */
    static Optional<SampleTime> differing(String type, JsonNode result, Instant asked) {
        if (type.equals("vector") && result.size() != 1) {
            return Optional.empty();
        }
        JsonNode pair =
                switch (type) {
                    case "vector" ->
                        result.path(0).has("value")
                                ? result.path(0).path("value")
                                : result.path(0).path("histogram");
                    case "scalar" -> result;
                    default -> result.path("none");
                };
        JsonNode time = pair.path(0);
        return Optional.of(time)
                .filter(JsonNode::isNumber)
                .map(number -> new SampleTime(Instant.ofEpochMilli(Math.round(number.asDouble() * MILLIS)), asked))
                .filter(sample -> sample.difference().compareTo(ROUNDING) > 0);
    }

    private Duration difference() {
        return Duration.between(asked, sample).abs();
    }

    /** @return whether the value may be used, with a warning */
    boolean isTolerable() {
        return difference().compareTo(TOLERANCE) <= 0;
    }

    String text() {
        return WORDS + sample + ", but the query is for " + asked;
    }
}
