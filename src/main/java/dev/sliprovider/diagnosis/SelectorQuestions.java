package dev.sliprovider.diagnosis;

import dev.sliprovider.diagnosis.Question.LabelValues;
import dev.sliprovider.diagnosis.Question.Query;
import dev.sliprovider.promql.LabelMatcher;
import dev.sliprovider.sli.Timeframe;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked about one selector.
 *
 * @param window that is evaluated
 * @param now by our clock
 */
record SelectorQuestions(Selector selector, Timeframe window, Instant now) {

    /** How far away samples are looked for. */
    static final Duration REACH = Duration.ofHours(6);
    /** How far away series are looked for. */
    static final Duration SERIES_REACH = Duration.ofDays(31);
    /** Labels that are asked for; more of them are hardly ever all wrong. */
    static final int MATCHERS = 3;

    private static final long STEP = 60;
    /** Functions that have no result for a single sample. */
    private static final Set<String> NEED_TWO = Set.of(
            "rate",
            "irate",
            "increase",
            "delta",
            "idelta",
            "deriv",
            "predict_linear",
            "double_exponential_smoothing",
            "holt_winters");

    /** @return all questions, the most useful ones first */
    List<Question> all() {
        var all = new ArrayList<Question>();
        all.add(series());
        selector.metric().ifPresent(name -> all.add(metric()));
        all.add(past());
        future().ifPresent(all::add);
        samples().ifPresent(all::add);
        askedMatchers().forEach(matcher -> {
            all.add(values(matcher));
            if (!isEquality(matcher) && selector.metric().isPresent()) {
                all.add(alone(matcher));
            }
        });
        selector.metric().ifPresent(name -> all.add(names()));
        return all;
    }

    /** @return the matchers that are asked for, those of one value first */
    List<LabelMatcher> askedMatchers() {
        return selector.matchers().stream()
                .filter(matcher -> !matcher.matchesEmpty())
                .sorted((one, other) -> Boolean.compare(isEquality(other), isEquality(one)))
                .limit(MATCHERS)
                .toList();
    }

    /** @return whether the matcher allows one value only, so that the values of the label show whether it exists */
    static boolean isEquality(LabelMatcher matcher) {
        return matcher.operator().equals("=");
    }

    boolean needsTwoSamples() {
        return selector.range().isPresent() && NEED_TWO.contains(selector.function());
    }

    /** Whether the series exist, whenever. */
    LabelValues series() {
        return labelValues(Selector.NAME, selector.text());
    }

    /** Whether the metric exists, whatever its labels. */
    LabelValues metric() {
        return labelValues(Selector.NAME, selector.text(List.of()));
    }

    /** All metrics. */
    LabelValues names() {
        return labelValues(Selector.NAME, "");
    }

    /** What a label could be: of the metric, or, for a pattern, of the series that the other matchers leave. */
    LabelValues values(LabelMatcher matcher) {
        boolean isAmongOthers = !isEquality(matcher) || selector.metric().isEmpty();
        return labelValues(matcher.name(), isAmongOthers ? selector.without(matcher) : selector.text(List.of()));
    }

    /** Whether the metric has any series for one of the matchers. */
    LabelValues alone(LabelMatcher matcher) {
        return labelValues(Selector.NAME, selector.text(List.of(matcher)));
    }

    private LabelValues labelValues(String label, String of) {
        return new LabelValues(
                label,
                of,
                window.end().minus(SERIES_REACH),
                earlier(now, window.end().plus(SERIES_REACH)));
    }

    /** The first and the last sample before the evaluation. */
    Query past() {
        String times = "timestamp(" + selector.text() + ")[" + REACH.toSeconds() + "s:" + STEP + "s]";
        return new Query(
                Statistic.LAST.of("max(max_over_time(" + times + "))") + " or "
                        + Statistic.FIRST.of("min(min_over_time(" + times + "))"),
                selector.at());
    }

    /** The first sample after it. */
    Optional<Query> future() {
        Instant until = earlier(now, selector.at().plus(REACH));
        long seconds = Duration.between(selector.at(), until).toSeconds();
        String later = "(timestamp(" + selector.text() + ")>" + seconds(selector.at()) + ")";
        return seconds < STEP
                ? Optional.empty()
                : Optional.of(new Query("min(min_over_time(" + later + "[" + seconds + "s:" + STEP + "s]))", until));
    }

    /** How many samples there are in the range, and in one that is ten times as long. */
    Optional<Query> samples() {
        if (selector.range().isEmpty()) {
            return Optional.empty();
        }
        long millis = Math.round(selector.range().getAsDouble() * 1000);
        String range = selector.text() + "[" + millis + "ms]";
        String ten = selector.text() + "[" + millis * 10 + "ms]";
        return Optional.of(new Query(
                Statistic.SAMPLES.of("max(count_over_time(" + range + "))")
                        + " or " + Statistic.IN_TEN_RANGES.of("max(count_over_time(" + ten + "))")
                        + " or " + Statistic.RESETS.of("max(resets(" + range + "))"),
                selector.at()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
    }
}
