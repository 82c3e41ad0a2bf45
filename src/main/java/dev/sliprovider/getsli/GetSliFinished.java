package dev.sliprovider.getsli;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.keptn.JsonText;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The content of {@code get-sli.finished} (contract §1.5, §1.7, §7.8).
 *
 * @param status whether the task could be done
 * @param result how many indicators have a value
 * @param message for people, at most 2000 characters; may be empty
 * @param values one entry for each element of the requested indicators, in order
 * @param warnings about the configuration; the message contains them, too
 * @param coverage of the samples that the queries read, by name of indicator; without indicators that were not examined
 */
public record GetSliFinished(
        Status status,
        Result result,
        String message,
        List<IndicatorValue> values,
        List<String> warnings,
        Map<String, List<Coverage>> coverage) {

    /** Every entry of an errored answer repeats its message. */
    private static final int ERRORED_ENTRY_LENGTH = 500;

    /** Shortens the message and copies the list. */
    public GetSliFinished {
        message = JsonText.shortened(message, TaskResult.MESSAGE_LENGTH);
        values = List.copyOf(values);
        warnings = List.copyOf(warnings);
        coverage = Map.copyOf(coverage);
    }

    /**
     * @param values one entry for each element of the requested indicators, in order
     * @param warnings about the configuration, a sentence each
     */
    public static GetSliFinished of(List<IndicatorValue> values, List<String> warnings) {
        return of(values, warnings, Map.of());
    }

    /** @param coverage of what the queries read, by name of indicator */
    static GetSliFinished of(List<IndicatorValue> values, List<String> warnings, Map<String, List<Coverage>> coverage) {
        List<IndicatorValue> counted =
                values.stream().filter(value -> !isSkipped(value)).toList();
        long missing = counted.stream().filter(Missing.class::isInstance).count();
        Result result = missing == 0 ? Result.PASS : missing < counted.size() ? Result.WARNING : Result.FAIL;
        return new GetSliFinished(Status.SUCCEEDED, result, Summary.of(values, warnings), values, warnings, coverage);
    }

    /** @return the same with more warnings */
    GetSliFinished warned(List<String> more) {
        return more.isEmpty() || status == Status.ERRORED
                ? this
                : of(values, Stream.concat(warnings.stream(), more.stream()).toList(), coverage);
    }

    private static boolean isSkipped(IndicatorValue value) {
        return value instanceof Missing missing && missing.reason() == Reason.SKIPPED;
    }

    /**
     * @param message why the task could not be done
     * @param indicators as requested; each gets a failed entry
     */
    public static GetSliFinished errored(String message, List<String> indicators) {
        String cause = JsonText.shortened(message, ERRORED_ENTRY_LENGTH);
        List<IndicatorValue> failed = indicators.stream()
                .<IndicatorValue>map(indicator -> Missing.before(indicator, Reason.NOT_RETRIEVED, cause))
                .toList();
        return new GetSliFinished(Status.ERRORED, Result.FAIL, message, failed, List.of(), Map.of());
    }
}
