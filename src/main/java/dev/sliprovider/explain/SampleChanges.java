package dev.sliprovider.explain;

import dev.sliprovider.gate.RecordedValue.SampleCount;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much the selectors of one query read then and now.
 *
 * @param then by selector and range
 * @param now likewise
 */
record SampleChanges(Map<String, SampleCount> then, Map<String, SampleCount> now) {

    /** @return whether any selector was counted then and now */
    boolean isComparable() {
        return then.keySet().stream().anyMatch(now::containsKey);
    }

    /** @return whether any selector reads more or less */
    boolean isAny() {
        return changed().findAny().isPresent();
    }

    private Stream<String> changed() {
        return then.keySet().stream()
                .filter(key -> now.containsKey(key) && !now.get(key).equals(then.get(key)))
                .sorted();
    }

    /** @return a sentence for each selector that reads more or less */
    List<String> sentences() {
        return changed().map(key -> sentence(key, then.get(key), now.get(key))).toList();
    }

    private static String sentence(String key, SampleCount then, SampleCount now) {
        return meaning(then, now) + ": " + key + " has " + text(now) + ", and then it had " + text(then) + ".";
    }

    private static String meaning(SampleCount then, SampleCount now) {
        if (now.series() != then.series()) {
            return now.series() > then.series()
                    ? "Series appeared after the evaluation"
                    : "Series disappeared: they were deleted, are no longer kept, or are on another server";
        }
        return now.samples() > then.samples()
                ? "Samples arrived after the evaluation"
                : "Samples disappeared: they were deleted, are no longer kept, or were downsampled";
    }

    private static String text(SampleCount count) {
        return count.samples() + (count.samples() == 1 ? " sample" : " samples") + " of " + count.series() + " series";
    }
}
