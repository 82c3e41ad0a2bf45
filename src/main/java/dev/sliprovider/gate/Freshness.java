package dev.sliprovider.gate;

import java.util.List;

/**
 * Whether the samples of the window had arrived when its values were asked for.
 *
 * @param waitedMilliseconds for them
 * @param isComplete whether they are known to have arrived
 * @param isRequired whether nothing is to be concluded otherwise
 * @param gaps what was missing or is not known, a sentence each
 */
public record Freshness(long waitedMilliseconds, boolean isComplete, boolean isRequired, List<String> gaps) {

    /** Copies the list. */
    public Freshness {
        gaps = List.copyOf(gaps);
    }

    /** @return whether nothing may be concluded */
    boolean forbidsVerdict() {
        return isRequired && !isComplete;
    }
}
