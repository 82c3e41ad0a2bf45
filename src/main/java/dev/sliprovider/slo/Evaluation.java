package dev.sliprovider.slo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of Lighthouse: the data of evaluation.finished (contract §10.8), without the scope.
 *
 * @param status whether it could be evaluated
 * @param result the verdict
 * @param message why; may be empty
 * @param labels of the provider's answer
 * @param details the member {@code evaluation}
 */
public record Evaluation(Status status, Result result, String message, Map<String, String> labels, Details details) {

    /** Whether it could be evaluated. */
    public enum Status {
        /** The verdict is that of the objectives. */
        SUCCEEDED,
        /** It could not be evaluated; the verdict is fail. */
        ERRORED;

        /** @return as the event says it */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A verdict. */
    public enum Result {
        /** The score is enough. */
        PASS,
        /** The score is enough for a warning. */
        WARNING,
        /** The score is too low. */
        FAIL;

        /** @return as the event says it */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The member {@code evaluation}.
     *
     * @param timeStart of the window, as the provider wrote it
     * @param timeEnd of the window
     * @param result the verdict of the score alone: other rules may have overridden it
     * @param score 0 to 100, in percent; outside with negative weights
     * @param indicatorResults empty if the objectives were not judged, which is {@code null} in the event
     * @param comparedEvents ids of the earlier evaluations, newest first
     * @param hasSloContent whether the event carries slo.yaml
     */
    public record Details(
            String timeStart,
            String timeEnd,
            Result result,
            double score,
            Optional<List<ObjectiveResult>> indicatorResults,
            List<String> comparedEvents,
            boolean hasSloContent) {

        /** Copies the lists. */
        public Details {
            indicatorResults = indicatorResults.map(List::copyOf);
            comparedEvents = List.copyOf(comparedEvents);
        }
    }

    /** Copies the labels. */
    public Evaluation {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
