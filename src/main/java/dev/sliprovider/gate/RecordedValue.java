package dev.sliprovider.gate;

import dev.sliprovider.sli.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The value that an indicator had, as an event records it. Nothing in it can be trusted.
 *
 * @param sli name of the indicator
 * @param query as it was sent, if one was
 * @param value finite; empty if there was none, or if a number of sli.yaml stood in its place
 * @param reason why there was none, if the event says it
 * @param message about the value; may be empty
 * @param samples that the query read, by {@link SampleCount#key selector and range}; empty if they were not counted
 */
public record RecordedValue(
        String sli,
        Optional<String> query,
        OptionalDouble value,
        Optional<Reason> reason,
        String message,
        Map<String, SampleCount> samples) {

    /** Copies the map. */
    public RecordedValue {
        samples = Map.copyOf(samples);
    }

    /**
     * How much a selector reads.
     *
     * @param series how many
     * @param samples of all of them
     */
    public record SampleCount(int series, int samples) {

        /** @return what was counted: a selector and how far it reads back, in seconds */
        public static String key(String selector, long seconds) {
            return selector + " over " + seconds + " s";
        }
    }

    /** @return whether the event has only the beginning of the query, because events are limited in length */
    public boolean isQueryCut() {
        return query.filter(text -> text.endsWith("…")).isPresent();
    }
}
