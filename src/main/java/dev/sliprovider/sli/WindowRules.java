package dev.sliprovider.sli;

import dev.sliprovider.promql.Promql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides once for each task whether its window can give right values.
 *
 * @param allowance how far the end may be after now, for clocks that differ
 * @param longest the longest window
 * @param scrapeInterval the time between two samples of a series
 * @param retention how long samples are kept
 */
public record WindowRules(Duration allowance, Duration longest, Duration scrapeInterval, Duration retention) {

    /** An earlier window is a mistake: 0 is the year 1970, and an empty time of Go is the year 1. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** Clocks that are synchronised differ by less. */
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private static final int SAMPLES = 2;

    /**
     * The findings about a window.
     *
     * @param refusal the reason why it is not evaluated
     * @param warning for every value
     * @param tooShort why a range may have too few samples; empty if it has enough
     * @param tooOld why the server may have no samples any more; empty if it should have them
     */
    public record Judgement(
            Optional<String> refusal, Optional<String> warning, Optional<String> tooShort, Optional<String> tooOld) {

        /** @return what explains an empty result of this query, half a sentence; may be empty */
        public String emptyResult(String promql) {
            return Stream.of(rangeTooShort(promql), tooOld)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("; "));
        }

        /** @return why the ranges of this query may have too few samples; empty if it has none, or enough */
        public Optional<String> rangeTooShort(String promql) {
            return tooShort.filter(text -> Promql.readsRange(promql));
        }
    }

    /** @param now by this machine's clock */
    public Judgement judge(Timeframe window, Instant now) {
        return new Judgement(refusal(window, now), warning(window, now), tooShort(window), tooOld(window, now));
    }

    private Optional<String> refusal(Timeframe window, Instant now) {
        if (window.start().isBefore(EARLIEST)) {
            return Optional.of(
                    "the window starts at " + window.start() + ", which looks like a time that was never set;"
                            + " correct whatever wrote the start of the window");
        }
        if (window.end().isAfter(now.plus(allowance))) {
            return Optional.of("the window ends in the future: its end is " + window.end()
                    + ", and this machine's clock says "
                    + now.truncatedTo(ChronoUnit.SECONDS) + ", " + TimeText.of(Duration.between(now, window.end()))
                    + " earlier. Local time written as UTC gives such times: write it with its offset, such as +01:00."
                    + " Otherwise evaluate after the window has ended, or set the clock that is wrong");
        }
        Duration length = Duration.between(window.start(), window.end());
        return length.compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of("the window is " + TimeText.of(length) + " long, from " + window.start() + " to "
                        + window.end() + "; at most " + TimeText.of(longest)
                        + " are evaluated. Correct the start, or raise sli-provider.window.longest");
    }

    private static Optional<String> warning(Timeframe window, Instant now) {
        Duration early = Duration.between(now, window.end());
        return early.compareTo(NOTABLE) <= 0
                ? Optional.empty()
                : Optional.of("the window ends " + TimeText.of(early)
                        + " after now by this machine's clock: the values are of the part before");
    }

    private Optional<String> tooShort(Timeframe window) {
        Duration length = Duration.between(window.start(), window.end());
        return length.compareTo(scrapeInterval.multipliedBy(SAMPLES)) >= 0
                ? Optional.empty()
                : Optional.of("the window is only " + window.seconds() + " s long: rate, increase and the like need two"
                        + " samples in it, and a series may have one every " + TimeText.of(scrapeInterval)
                        + "; evaluate a longer window");
    }

    private Optional<String> tooOld(Timeframe window, Instant now) {
        Duration age = Duration.between(window.end(), now);
        return age.compareTo(retention) <= 0
                ? Optional.empty()
                : Optional.of("the window ended " + TimeText.of(age) + " ago: the server may no longer have its samples"
                        + " (Prometheus keeps 15 days by default)");
    }
}
