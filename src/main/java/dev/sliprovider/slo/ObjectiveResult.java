package dev.sliprovider.slo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of one objective: an entry of {@code indicatorResults} (contract §10.8).
 *
 * @param score points, between 0 and the weight
 * @param value as received, with the compared value; empty if an informational objective received none
 * @param displayName of the objective
 * @param passTargets empty if no criterion was evaluated, which is {@code null} in the event
 * @param warningTargets likewise
 * @param keySli as Lighthouse sends it: true only for objectives whose value was judged
 * @param status what became of it
 */
public record ObjectiveResult(
        double score,
        Optional<SliValue> value,
        String displayName,
        Optional<List<Target>> passTargets,
        Optional<List<Target>> warningTargets,
        boolean keySli,
        Status status) {

    /** What became of an objective. */
    public enum Status {
        /** All points. */
        PASS,
        /** Half the points. */
        WARNING,
        /** No points. */
        FAIL,
        /** No criteria, no points. */
        INFO;

        /** @return as the event says it */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the lists. */
    public ObjectiveResult {
        passTargets = passTargets.map(List::copyOf);
        warningTargets = warningTargets.map(List::copyOf);
    }

    /** @return the points that count: none without a pass target (contract §10.6) */
    double countedScore() {
        return passTargets.filter(targets -> !targets.isEmpty()).isPresent() ? score : 0;
    }
}
