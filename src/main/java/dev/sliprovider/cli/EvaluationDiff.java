package dev.sliprovider.cli;

import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.report.Numbers;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.slo.GoFloat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The differences between two evaluations.
 *
 * @param before the first
 * @param after the second
 */
record EvaluationDiff(ReportedEvaluation before, ReportedEvaluation after) {

    private static final String NONE = "–";
    private static final double PERCENT = 100;

    /** @return a row for each indicator, and one for the score */
    String table() {
        Map<String, Verdict.Line> first = lines(before);
        Map<String, Verdict.Line> second = lines(after);
        Set<String> names = new LinkedHashSet<>(second.keySet());
        names.addAll(first.keySet());
        var rows = new ArrayList<List<String>>();
        names.forEach(name -> rows.add(row(name, first.get(name), second.get(name))));
        OptionalDouble one = before.verdict().score();
        OptionalDouble other = after.verdict().score();
        rows.add(List.of(
                "score",
                score(one),
                score(other),
                one.isPresent() && other.isPresent() ? change(one.getAsDouble(), other.getAsDouble()) : NONE,
                before.outcome() + " → " + after.outcome()));
        return PlainTable.of(List.of("OBJECTIVE", "A", "B", "CHANGE", "STATUS"), rows);
    }

    private static String score(OptionalDouble score) {
        return score.isPresent() ? Numbers.text(score.getAsDouble()) : NONE;
    }

    private static Map<String, Verdict.Line> lines(ReportedEvaluation recorded) {
        var lines = new LinkedHashMap<String, Verdict.Line>();
        recorded.verdict().lines().forEach(line -> lines.putIfAbsent(line.name(), line));
        return lines;
    }

    private static List<String> row(String name, Verdict.Line first, Verdict.Line second) {
        return List.of(
                name,
                value(first),
                value(second),
                hasValue(first) && hasValue(second) ? change(number(first), number(second)) : NONE,
                status(first) + " → " + status(second));
    }

    private static boolean hasValue(Verdict.Line line) {
        return line != null && line.hasValue();
    }

    private static double number(Verdict.Line line) {
        return line.result().value().orElseThrow().value();
    }

    private static String value(Verdict.Line line) {
        return hasValue(line) ? GoFloat.format(number(line)) : NONE;
    }

    private static String status(Verdict.Line line) {
        return line == null ? NONE : line.result().status().text();
    }

    private static String change(double before, double after) {
        if (before == after) {
            return "=";
        }
        return before == 0
                ? (after > 0 ? "+" : "") + GoFloat.format(after)
                : String.format(Locale.ROOT, "%+.1f %%", (after - before) / Math.abs(before) * PERCENT);
    }
}
