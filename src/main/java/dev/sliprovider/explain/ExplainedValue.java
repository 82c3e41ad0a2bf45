package dev.sliprovider.explain;

import dev.sliprovider.gate.MissingValueCause;
import dev.sliprovider.gate.RecordedValue;
import dev.sliprovider.gate.RecordedValue.SampleCount;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An indicator then and now.
 *
 * @param then what the event records
 * @param now the answer to the same query; empty if it was not sent
 * @param samples that the query reads now, by selector and range
 * @param change from then to now
 * @param reasons why both may differ, and what else is to be known, a sentence each
 */
public record ExplainedValue(
        RecordedValue then,
        Optional<IndicatorValue> now,
        Map<String, SampleCount> samples,
        Change change,
        List<String> reasons) {

    /** Values that differ by less, relative to the larger one, differ by the order of additions only. */
    private static final double NOISE = 1e-9;

    /** Copies the collections. */
    public ExplainedValue {
        samples = Map.copyOf(samples);
        reasons = List.copyOf(reasons);
    }

    /** @return the same with these reasons */
    ExplainedValue because(List<String> why) {
        return new ExplainedValue(then, now, samples, change, why);
    }

    static ExplainedValue of(RecordedValue then, AskedAgain again) {
        Optional<IndicatorValue> now = again.value(then.sli());
        return new ExplainedValue(
                then,
                now,
                again.samples(then.sli()),
                now.map(value -> change(then.value(), value)).orElse(Change.NOT_ASKED),
                List.of());
    }

    private static Change change(OptionalDouble then, IndicatorValue now) {
        return switch (now) {
            case Measured measured -> {
                if (then.isEmpty()) {
                    yield Change.APPEARED;
                }
                yield isSame(then.getAsDouble(), measured.value()) ? Change.SAME : Change.CHANGED;
            }
            case Missing missing -> {
                if (missing.reason() == Reason.UNUSABLE_QUERY) {
                    yield Change.NOT_ASKED;
                }
                if (MissingValueCause.of(missing.reason()) == MissingValueCause.SERVER) {
                    yield Change.UNKNOWN;
                }
                yield then.isEmpty() ? Change.MISSING : Change.GONE;
            }
        };
    }

    private static boolean isSame(double one, double other) {
        double larger = Math.max(Math.abs(one), Math.abs(other));
        // Divided before they are subtracted: the difference of two large numbers may be infinite.
        return one == other || Math.abs(one / larger - other / larger) < NOISE;
    }

    /** @return whether it is unknown if the value differs */
    boolean isOpen() {
        return switch (change) {
            case UNKNOWN -> true;
            case NOT_ASKED -> then.value().isPresent() || then.query().isPresent();
            case SAME, CHANGED, GONE, APPEARED, MISSING -> false;
        };
    }

    /** @return the value now, if there is one */
    public OptionalDouble valueNow() {
        return now.isPresent() && now.get() instanceof Measured measured
                ? OptionalDouble.of(measured.value())
                : OptionalDouble.empty();
    }

    /** @return the failure now, if there is no value */
    public Optional<Missing> missingNow() {
        return now.filter(Missing.class::isInstance).map(Missing.class::cast);
    }
}
