package dev.sliprovider.getsli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the samples of a window had arrived when its values were asked for.
 *
 * @param waited for them
 * @param gaps selectors whose samples had not arrived
 * @param unknown why that is not known, half a sentence for each selector
 */
public record Completeness(Duration waited, List<Gap> gaps, List<String> unknown) {

    /** Nothing is missing, and nothing was waited for. */
    public static final Completeness AT_ONCE = new Completeness(Duration.ZERO, List.of(), List.of());

    private static final int SHOWN = 5;

    /**
     * A selector without the samples that are needed.
     *
     * @param selector as people read it
     * @param newest the newest sample that is there; empty if there is no series
     * @param needed the end of the window, as the query sees it
     */
    public record Gap(String selector, Optional<Instant> newest, Instant needed) {

        /** @return what is missing, a clause */
        String words() {
            return newest.map(at -> "the newest sample of " + selector + " is of " + seconds(at) + ", "
                            + Math.max(1, Duration.between(at, needed).toSeconds()) + " s before "
                            + seconds(needed))
                    .orElse(selector + " has no series now");
        }

        private static String seconds(Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }

    /** Copies the lists. */
    public Completeness {
        gaps = List.copyOf(gaps);
        unknown = List.copyOf(unknown);
    }

    /** @return whether all samples are known to have arrived */
    public boolean isComplete() {
        return gaps.isEmpty() && unknown.isEmpty();
    }

    /** @return what people should know of the values, a sentence each */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        String after = waited.isZero() ? "." : ", after a wait of " + waited.toSeconds() + " s.";
        gaps.stream().limit(SHOWN).forEach(gap -> warnings.add("The window may be incomplete: " + gap.words() + after));
        if (gaps.size() > SHOWN) {
            warnings.add("The samples of " + (gaps.size() - SHOWN) + " more selectors are missing.");
        }
        unknown.stream()
                .limit(1)
                .forEach(cause -> warnings.add("Whether the window is complete is not known: " + cause + "."));
        return warnings;
    }
}
