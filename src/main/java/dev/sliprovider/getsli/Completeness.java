package dev.sliprovider.getsli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
                            + Duration.between(at, needed).plusMillis(999).toSeconds() + " s before "
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

    private String others() {
        int more = gaps.size() - 1;
        return more == 0
                ? ""
                : "; samples of " + more + (more == 1 ? " more selector are missing" : " more selectors are missing");
    }

    /** @return how long was waited, in seconds with one digit after the point */
    public String waitedSeconds() {
        return String.format(Locale.ROOT, "%.1f", waited.toMillis() / 1000.0);
    }

    /** @return what people should know of the values, a sentence each */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        String after = waited.isZero() ? "." : ", after a wait of " + waitedSeconds() + " s.";
        gaps.stream()
                .min(Comparator.comparing(gap -> gap.newest().orElse(Instant.MIN)))
                .ifPresent(worst -> warnings.add("The window may be incomplete: " + worst.words() + others() + after));
        unknown.stream()
                .limit(1)
                .forEach(cause -> warnings.add("Whether the window is complete is not known: " + cause + "."));
        return warnings;
    }
}
