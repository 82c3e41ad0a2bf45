package dev.sliprovider.report;

import java.util.Set;

/**
 * What reports have to know of live baselines.
 *
 * @param isLive whether the evaluation was compared with them, and not with earlier evaluations
 * @param unknown indicators of which no baseline has a value
 */
public record LiveReference(boolean isLive, Set<String> unknown) {

    /** Earlier evaluations are compared with, or nothing. */
    public static final LiveReference NONE = new LiveReference(false, Set.of());

    /** Copies the set. */
    public LiveReference {
        unknown = Set.copyOf(unknown);
    }
}
