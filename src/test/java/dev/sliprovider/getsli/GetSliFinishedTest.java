package dev.sliprovider.getsli;

import static dev.sliprovider.getsli.ExampleValue.measured;
import static dev.sliprovider.getsli.ExampleValue.missing;
import static dev.sliprovider.getsli.ExampleValue.warned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetSliFinishedTest {

    /** A word per indicator: v has a value, x has none. */
    @ParameterizedTest
    @CsvSource({"'', PASS", "v, PASS", "v v v, PASS", "v x, WARNING", "x v x, WARNING", "x, FAIL", "x x, FAIL"})
    void the_result_tells_how_many_have_a_value(String values, Result result) {
        List<IndicatorValue> all = values.isEmpty()
                ? List.of()
                : Arrays.stream(values.split(" "))
                        .<IndicatorValue>map(
                                v -> v.equals("v") ? measured("a", 1) : missing("b", Reason.NO_DATA, "why"))
                        .toList();
        GetSliFinished outcome = GetSliFinished.of(all, List.of());
        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(outcome.values()).isEqualTo(all);
    }

    @Test
    void nothing_is_said_if_everything_is_well() {
        assertThat(message(measured("a", 1), measured("b", 0))).isEmpty();
    }

    @Test
    void failures_are_grouped_by_reason() {
        assertThat(message(
                        missing("a", Reason.TIMEOUT, "no answer in time"),
                        measured("b", 1),
                        missing("c", Reason.NO_DATA, "no series matched."),
                        missing("d", Reason.TIMEOUT, "no answer in time")))
                .isEqualTo("3 of 4 indicators have no value. no data: c — no series matched."
                        + " timeout: a, d — no answer in time.");
    }

    @Test
    void a_cause_that_is_not_that_of_the_whole_group_is_told_with_its_indicator() {
        assertThat(message(
                        missing("a", Reason.QUERY_REJECTED, "Prometheus says bad_data: x"),
                        missing("b", Reason.QUERY_REJECTED, "Prometheus says bad_data: y")))
                .isEqualTo("2 of 2 indicators have no value. query rejected: a, b — a: Prometheus says bad_data: x.");
    }

    @Test
    void an_indicator_that_was_requested_twice_is_named_once() {
        Missing twice = missing("a", Reason.NO_DATA, "why.");
        assertThat(message(twice, measured("b", 1), twice))
                .isEqualTo("1 of 2 indicators has no value. no data: a — why.");
    }

    @Test
    void an_indicator_without_a_name_is_called_so() {
        assertThat(message(missing("", Reason.UNKNOWN_INDICATOR, "why."))).contains("unknown indicator: (no name) — ");
    }

    @Test
    void only_the_first_ten_of_a_group_are_named() {
        List<IndicatorValue> values = IntStream.rangeClosed(1, 13)
                .<IndicatorValue>mapToObj(i -> missing("i" + i, Reason.NO_DATA, "why."))
                .toList();
        assertThat(GetSliFinished.of(values, List.of()).message()).contains("i9, i10 and 3 more — why.");
    }

    @Test
    void warnings_are_told_once_each() {
        assertThat(GetSliFinished.of(
                                List.of(warned("a", "careful"), warned("b", "careful"), warned("a", "careful")),
                                List.of("The stage level is empty.", "The stage level is empty."))
                        .message())
                .isEqualTo("The stage level is empty. Warning for a, b: careful.");
    }

    @Test
    void the_message_is_capped() {
        var outcome =
                new GetSliFinished(Status.SUCCEEDED, Result.FAIL, "x".repeat(5_000), List.of(), List.of(), Map.of());
        assertThat(outcome.message()).hasSize(TaskResult.MESSAGE_LENGTH).endsWith("x…");
        assertThat(new GetSliFinished(Status.SUCCEEDED, Result.FAIL, "x".repeat(2_000), List.of(), List.of(), Map.of())
                        .message())
                .isEqualTo("x".repeat(2_000));
    }

    @Test
    void an_errored_outcome_has_a_failed_entry_for_each_requested_indicator() {
        GetSliFinished outcome = GetSliFinished.errored("no such project", List.of("a", "b", "a", ""));
        assertThat(outcome.status()).isEqualTo(Status.ERRORED);
        assertThat(outcome.result()).isEqualTo(Result.FAIL);
        assertThat(outcome.message()).isEqualTo("no such project");
        assertThat(outcome.values()).extracting(IndicatorValue::indicator).containsExactly("a", "b", "a", "");
        assertThat(outcome.values()).allSatisfy(value -> assertThat(value)
                .isInstanceOfSatisfying(
                        Missing.class, missing -> assertThat(missing.reason()).isEqualTo(Reason.NOT_RETRIEVED)));
    }

    @Test
    void a_long_error_is_not_repeated_at_length_for_each_indicator() {
        GetSliFinished outcome = GetSliFinished.errored("x".repeat(1_000_000), List.of("a"));
        assertThat(outcome.values()).allSatisfy(value -> assertThat(((Missing) value).cause())
                .hasSizeLessThanOrEqualTo(TaskResult.MESSAGE_LENGTH));
    }

    private static String message(IndicatorValue... values) {
        return GetSliFinished.of(List.of(values), List.of()).message();
    }
}
