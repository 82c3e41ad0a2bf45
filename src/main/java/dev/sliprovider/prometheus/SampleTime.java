package dev.sliprovider.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time of a sample that differs from the evaluation time of its query, because a cache or a proxy has answered for
 * another time.
 *
 * @param sample time of the sample
 * @param asked evaluation time of the query
 */
record SampleTime(Instant sample, Instant asked) {

    /** The beginning of its warning. */
    static final String WORDS = "the sample is of ";

    /** The tolerance for rounded times. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /** The maximum difference with VictoriaMetrics and rounding caches. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private static final double MILLIS = 1000;

    /** @return the time of the only sample of a vector, or of a scalar, if it differs */
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
