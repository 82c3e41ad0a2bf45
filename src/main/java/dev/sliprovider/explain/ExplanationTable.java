package dev.sliprovider.explain;

import dev.sliprovider.report.Numbers;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.Reason;
import java.util.List;
import java.util.Locale;

/** An explanation as the rows of a table. The names and messages are untrusted. */
public final class ExplanationTable {

    /** Headings of {@link #row}. */
    public static final List<String> HEADINGS = List.of("INDICATOR", "THEN", "NOW", "DIFFERENCE", "RESULT");

    private static final String NONE = "–";
    private static final int NAME = 60;
    private static final double PERCENT = 100;
    private static final double SMALL = 0.1;
    private static final double LARGE = 1e6;

    private ExplanationTable() {}

    /** @return the cells of an indicator */
    public static List<String> row(ExplainedValue value) {
        return List.of(
                name(value),
                then(value),
                now(value),
                difference(value),
                value.change().text());
    }

    /** @return the name of the indicator, shortened */
    public static String name(ExplainedValue value) {
        String name = value.then().sli();
        if (name.isBlank()) {
            return "(no name)";
        }
        return name.length() > NAME ? name.substring(0, NAME) + "…" : name;
    }

    private static String then(ExplainedValue value) {
        if (value.then().value().isPresent()) {
            double then = value.then().value().getAsDouble();
            return apart(then, value.valueNow().orElse(then), value.change());
        }
        if (NoValuePolicy.isReplaced(value.then().message())) {
            return "none, replaced";
        }
        return value.then().reason().map(Reason::words).orElse("no value");
    }

    private static String now(ExplainedValue value) {
        if (value.valueNow().isPresent()) {
            double now = value.valueNow().getAsDouble();
            return apart(now, value.then().value().orElse(now), value.change());
        }
        return value.missingNow().map(Missing::reason).map(Reason::words).orElse(NONE);
    }

    /** Values that count as equal are shown alike. */
    private static String apart(double number, double other, Change change) {
        return change == Change.CHANGED ? Numbers.apartFrom(number, other) : Numbers.text(number);
    }

    private static String difference(ExplainedValue value) {
        if (value.change() == Change.SAME) {
            return "=";
        }
        if (value.change() != Change.CHANGED) {
            return NONE;
        }
        double then = value.then().value().orElseThrow();
        double now = value.valueNow().orElseThrow();
        if (then == 0) {
            return (now > 0 ? "+" : "") + Numbers.text(now);
        }
        double percent = (now / Math.abs(then) - Math.signum(then)) * PERCENT;
        double size = Math.abs(percent);
        return String.format(Locale.ROOT, size < SMALL || size >= LARGE ? "%+.1e %%" : "%+.1f %%", percent);
    }
}
