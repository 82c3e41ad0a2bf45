package dev.sliprovider.sli;

import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of an indicator whose query returns no number, as {@code missing} in sli.yaml says.
 *
 * @param noData for no series at all
 * @param nan for a value that is not a number
 * @param infinite for +Inf and -Inf
 */
public record NoValuePolicy(Instead noData, Instead nan, Instead infinite) {

    /** It is missing, whatever the query returns. */
    public static final NoValuePolicy DEFAULT =
            new NoValuePolicy(new Instead.Missing(), new Instead.Missing(), new Instead.Missing());

    private static final String BY_POLICY = ", as \"missing\" in sli.yaml says";

    /** @return whether a message of an event says that a number stands in place of a value */
    public static boolean isReplaced(String message) {
        return message.contains(" counts as ") && message.contains(BY_POLICY);
    }

    /** What an indicator has in place of a value. */
    public sealed interface Instead {

        /** Nothing. */
        record Missing() implements Instead {}

        /** Nothing, and that does not make the answer worse. */
        record Skip() implements Instead {}

        /** @param value finite */
        record Number(double value) implements Instead {}
    }

    /** @return the value of an answer from all of the data, or what it has in its place */
    public IndicatorValue apply(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> measured;
            case Missing missing -> apply(missing);
        };
    }

    private IndicatorValue apply(Missing missing) {
        return switch (instead(missing.reason())) {
            case Instead.Missing asItIs -> missing;
            case Instead.Skip skip -> skipped(missing);
            case Instead.Number(double number) -> replaced(missing, number);
        };
    }

    private Instead instead(Reason reason) {
        return switch (reason) {
            case NO_DATA -> noData;
            case NOT_A_NUMBER -> nan;
            case POSITIVE_INFINITY, NEGATIVE_INFINITY -> infinite;
            default -> new Instead.Missing();
        };
    }

    private static Missing skipped(Missing missing) {
        return new Missing(
                missing.indicator(),
                Reason.SKIPPED,
                said(missing) + " is skipped" + BY_POLICY,
                missing.where(),
                missing.query(),
                missing.warnings(),
                missing.took());
    }

    private static IndicatorValue replaced(Missing missing, double number) {
        List<String> warnings = Stream.concat(
                        missing.warnings().stream(),
                        Stream.of(said(missing) + " counts as " + written(number) + BY_POLICY))
                .toList();
        return new Measured(missing.indicator(), number, missing.query().orElse(""), warnings, missing.took());
    }

    private static String said(Missing missing) {
        return missing.reason() == Reason.NOT_A_NUMBER
                ? "NaN"
                : missing.reason().words();
    }

    private static String written(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
