package dev.sliprovider.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.coverage.ReadRange;
import dev.sliprovider.coverage.Samples;
import dev.sliprovider.gate.RecordedValue;
import dev.sliprovider.gate.RecordedValue.SampleCount;
import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.sli.SampledSeries;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a value then and a value now. */
class ExplanationTest {

    private static final Instant END = Instant.parse("2026-01-15T10:00:00Z");
    private static final String SELECTOR = "up over 600 s";

    private static RecordedValue then(Double value, Reason reason, String message, Map<String, SampleCount> samples) {
        return new RecordedValue(
                "a",
                Optional.of("up"),
                value == null ? OptionalDouble.empty() : OptionalDouble.of(value),
                Optional.ofNullable(reason),
                message,
                samples);
    }

    private static Measured now(double value) {
        return new Measured("a", value, "up", List.of(), Duration.ZERO);
    }

    private static Missing missing(Reason reason) {
        return new Missing("a", reason, "the cause", "", Optional.of("up"), List.of(), Duration.ZERO);
    }

    private static ExplainedValue explain(RecordedValue then, IndicatorValue now) {
        return explain(then, now, Map.of(), Duration.ofHours(1), Optional.empty())
                .values()
                .getFirst();
    }

    private static Explanation explain(
            RecordedValue then,
            IndicatorValue now,
            Map<String, List<Coverage>> coverage,
            Duration evaluatedAfter,
            Optional<Boolean> wasComplete) {
        var circumstances = new RecordedValues.Circumstances(
                "build-1", Optional.of(END.plus(evaluatedAfter)), Optional.of("http://then"), wasComplete);
        var recorded = new RecordedValues(
                new Scope("default", "default", "cart"),
                new Timeframe(END.minusSeconds(600), END),
                Map.of(),
                "primary",
                Map.of(),
                circumstances,
                List.of(then));
        Map<String, IndicatorValue> values = now == null ? Map.of() : Map.of("a", now);
        return Explanation.of(
                recorded, new AskedAgain(values, coverage, Map.of(), "http://now", END.plus(Duration.ofDays(20))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, SAME, =",
        "0, 0, SAME, =",
        "0, -0.0, SAME, =",
        "0.1, 0.10000000000000001, SAME, =",
        "1000, 1000.0000001, SAME, =",
        "-1, -1.0000000001, SAME, =",
        "1e308, -1e308, CHANGED, -200.0 %",
        "1000, 1000.01, CHANGED, +1.0e-03 %",
        "-2, -1, CHANGED, +50.0 %",
        "0, 3, CHANGED, +3",
        "1e-300, 1e300, CHANGED, +Infinity %",
        "0.2, 0.25, CHANGED, +25.0 %"
    })
    void rounding_of_floats_is_no_difference(double then, double now, Change change, String difference) {
        ExplainedValue value = explain(then(then, null, "", Map.of()), now(now));

        assertThat(value.change()).isEqualTo(change);
        assertThat(ExplanationTable.row(value).get(3)).isEqualTo(difference);
    }

    @Test
    void values_that_differ_are_shown_apart() {
        ExplainedValue value = explain(then(1000.0, null, "", Map.of()), now(1000.0001));

        assertThat(ExplanationTable.row(value))
                .startsWith("a", "1000", "1000.0001")
                .endsWith("changed");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_DATA, GONE, MISSING",
        "NOT_A_NUMBER, GONE, MISSING",
        "QUERY_REJECTED, GONE, MISSING",
        "UNUSABLE_QUERY, NOT_ASKED, NOT_ASKED",
        "TIMEOUT, UNKNOWN, UNKNOWN",
        "UNREACHABLE, UNKNOWN, UNKNOWN",
        "PARTIAL_RESPONSE, UNKNOWN, UNKNOWN"
    })
    void a_missing_value_is_gone_only_if_the_server_answered(Reason reason, Change after, Change afterNone) {
        assertThat(explain(then(1.0, null, "", Map.of()), missing(reason)).change())
                .isEqualTo(after);
        ExplainedValue none = explain(then(null, Reason.NO_DATA, "a: none", Map.of()), missing(reason));
        assertThat(none.change()).isEqualTo(afterNone);
        assertThat(none.reasons()).contains("Now: the cause");
    }

    @Test
    void all_data_of_an_old_window_is_no_longer_kept() {
        ExplainedValue value = explain(then(1.0, null, "", Map.of()), missing(Reason.NO_DATA));

        assertThat(value.reasons().getFirst())
                .isEqualTo(
                        "No indicator has data of that time any more: the server no longer keeps them (the window ended"
                                + " 20 days ago), or it is another server.");
    }

    @Test
    void a_value_that_appears_has_the_reason_of_then() {
        ExplainedValue late = explain(then(null, Reason.NO_DATA, "a: no series", Map.of()), now(2));
        assertThat(late.change()).isEqualTo(Change.APPEARED);
        assertThat(late.reasons())
                .containsExactly(
                        "Series or samples that arrived after the evaluation give the query a value now.",
                        "Then: no series");
        assertThat(explain(then(null, Reason.TIMEOUT, "a: timeout", Map.of()), now(2))
                        .reasons())
                .contains("The server could not answer then, and can now.");
        assertThat(explain(then(null, null, "a: who knows", Map.of()), now(2)).reasons())
                .contains("Series or samples arrived after the evaluation, or the server could not answer then.");
    }

    @Test
    void a_number_of_sli_yaml_was_no_value_of_the_server() {
        String message = "Warning: no data counts as 0, as \"missing\" in sli.yaml says";
        ExplainedValue value = explain(then(null, null, message, Map.of()), missing(Reason.NO_DATA));

        assertThat(value.change()).isEqualTo(Change.MISSING);
        assertThat(ExplanationTable.row(value)).startsWith("a", "none, replaced", "no data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            40 | 1 | Samples arrived after the evaluation: up over 600 s has 41 samples of 1 series, and then it had 40 samples of 1 series.
            42 | 1 | Samples disappeared: they were deleted, are no longer kept, or were downsampled: up over 600 s has 41 samples
            41 | 1 | The selectors read as many samples as then: a sample has another value
            41 | 2 | Series disappeared: they were deleted
            41 | 0 | Series appeared after the evaluation: up over 600 s has 41 samples of 1 series
            """)
    void counted_samples_say_what_happened(int samples, int series, String expected) {
        var range = new ReadRange("up", "up", Duration.ofMinutes(10), END, false);
        List<Long> times = LongStream.rangeClosed(0, 40)
                .map(i -> END.toEpochMilli() - i * 15_000)
                .sorted()
                .boxed()
                .toList();
        var coverage = Samples.judge(
                range,
                List.of(new SampledSeries(times, times.stream().map(time -> 1.0).toList())));
        RecordedValue then = then(1.0, null, "", Map.of(SELECTOR, new SampleCount(series, samples)));

        Explanation explanation = explain(
                then, now(2), Map.of("a", List.of(coverage.orElseThrow())), Duration.ofHours(1), Optional.empty());

        assertThat(explanation.values().getFirst().reasons().getFirst()).startsWith(expected);
    }

    @Test
    void an_early_or_incomplete_evaluation_explains_another_value() {
        assertThat(explain(then(1.0, null, "", Map.of()), now(2), Map.of(), Duration.ofSeconds(2), Optional.empty())
                        .values()
                        .getFirst()
                        .reasons())
                .containsExactly(
                        "The values are of 2 s after the end of the window: samples that arrived later count now.");
        assertThat(explain(then(1.0, null, "", Map.of()), now(2), Map.of(), Duration.ofHours(1), Optional.of(false))
                        .values()
                        .getFirst()
                        .reasons()
                        .getFirst())
                .startsWith("Samples were missing at the end of the window when it was evaluated");
    }

    @Test
    void another_endpoint_is_said_once_for_all() {
        assertThat(explain(then(1.0, null, "", Map.of()), now(1), Map.of(), Duration.ofHours(1), Optional.empty())
                        .remarks())
                .containsExactly("Another endpoint is queried: http://now, and then it was http://then. Their data may"
                        + " differ.");
    }

    @Test
    void a_query_that_is_cut_or_absent_is_not_asked() {
        var cut = new RecordedValue("a", Optional.of("sum(…"), OptionalDouble.of(1), Optional.empty(), "", Map.of());
        assertThat(explain(cut, null).change()).isEqualTo(Change.NOT_ASKED);
        assertThat(explain(cut, null).reasons().getFirst()).contains("only the beginning of the query");
        assertThat(explain(cut, null).isOpen()).isTrue();
        var none =
                new RecordedValue("a", Optional.empty(), OptionalDouble.empty(), Optional.empty(), "unknown", Map.of());
        assertThat(explain(none, null).isOpen()).isFalse();
        assertThat(explain(none, null).reasons()).containsExactly("The event has no query for it. Then: unknown");
    }
}
