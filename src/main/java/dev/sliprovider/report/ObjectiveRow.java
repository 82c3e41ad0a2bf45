package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells of an objective in the HTML report, by the names that the template knows. */
final class ObjectiveRow {

    private static final double PERCENT = 100;
    private static final double MOST_PERCENT = 1e6;
    private static final int DIGITS = 3;

    private final Line line;
    private final boolean wasCompared;

    /** @param wasCompared whether there is an earlier value even if it is 0 */
    ObjectiveRow(Line line, boolean wasCompared) {
        this.line = line;
        this.wasCompared = wasCompared;
    }

    Map<String, Object> cells() {
        Sign sign = Sign.of(line.result());
        Map<String, Object> cells = new HashMap<>(difference());
        cells.put("name", HtmlReport.name(line.wanted().sli()));
        cells.put("title", title());
        cells.put("isKey", line.wanted().keySli());
        cells.put("value", value().map(Numbers::grouped).orElse(ObjectiveCells.NONE));
        cells.put("compared", compared().map(Numbers::grouped).orElse(ObjectiveCells.NONE));
        cells.put("targets", targets());
        cells.put("points", ObjectiveCells.points(line));
        cells.put("sign", Map.of("key", sign.key(), "word", sign.word()));
        cells.put("reason", reason(sign));
        return cells;
    }

    /** The display name, if it says more. */
    private String title() {
        String name = line.wanted().displayName();
        return name.equals(line.name()) ? "" : Escapes.shortened(name, HtmlReport.LONGEST_NAME);
    }

    private Optional<Double> value() {
        return line.result().value().filter(SliValue::success).map(SliValue::value);
    }

    /** Lighthouse compares no informational objectives. */
    private Optional<Double> compared() {
        return line.result()
                .value()
                .filter(value -> value.success() && !line.wanted().isInformational())
                .map(SliValue::comparedValue)
                .filter(value -> value != 0 || (line.live().isEmpty() ? wasCompared : line.isCompared()));
    }

    private Map<String, String> difference() {
        return compared()
                .map(earlier -> difference(value().get(), earlier))
                .orElse(Map.of("difference", ObjectiveCells.NONE, "percent", ""));
    }

    /** The share of an earlier value that is 0, or nearly so, says nothing. */
    static Map<String, String> difference(double value, double earlier) {
        double difference = value - earlier;
        double percent = difference / Math.abs(earlier) * PERCENT;
        return Map.of(
                "difference",
                Double.isFinite(difference) ? signed(difference) : ObjectiveCells.NONE,
                "percent",
                Math.abs(percent) < MOST_PERCENT ? signed(percent) + " %" : "");
    }

    private static String signed(double number) {
        return (number > 0 ? "+" : "") + Numbers.grouped(Double.parseDouble(Numbers.rounded(number, DIGITS)));
    }

    private List<Map<String, Object>> targets() {
        return line.result().passTargets().orElse(List.of()).stream()
                .map(this::target)
                .toList();
    }

    private Map<String, Object> target(Target target) {
        String number = target.isRelative() && Targets.isKnown(target, line.result())
                ? " = " + Numbers.grouped(target.targetValue())
                : "";
        return Map.of(
                "text",
                Escapes.shortened(Targets.dense(target), HtmlReport.LONGEST_NAME) + number,
                "isViolated",
                line.hasValue() && target.violated());
    }

    private String reason(Sign sign) {
        return switch (sign) {
            case PASS, INFO -> Escapes.shortened(doubt(), HtmlReport.LONGEST_TEXT);
            case WARNING, FAIL ->
                Escapes.shortened(line.reason() + (doubt().isEmpty() ? "" : ". " + doubt()), HtmlReport.LONGEST_TEXT);
            case MISSING, ERROR, NONE -> Escapes.shortened(line.reason(), HtmlReport.LONGEST_TEXT);
        };
    }

    /** What was warned of when the value was retrieved. */
    private String doubt() {
        return line.result()
                .value()
                .filter(SliValue::success)
                .map(SliValue::message)
                .orElse("");
    }
}
