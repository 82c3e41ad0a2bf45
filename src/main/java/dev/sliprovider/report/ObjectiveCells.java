package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import dev.sliprovider.slo.Criterion;
import dev.sliprovider.slo.GoFloat;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.util.List;
import java.util.stream.Collectors;

/** The cells of a row about an objective, as plain text. */
final class ObjectiveCells {

    /** Column headings, in the order of {@link #of}. */
    static final List<String> HEADINGS = List.of("OBJECTIVE", "VALUE", "COMPARED", "TARGET", "POINTS", "STATUS");

    static final String NONE = "–";

    private ObjectiveCells() {}

    static List<String> of(Line line) {
        return List.of(
                line.name() + (line.wanted().keySli() ? " *" : ""),
                line.hasValue() ? Numbers.text(line.result().value().get().value()) : NONE,
                compared(line),
                targets(line),
                points(line),
                line.result().status().text());
    }

    private static String compared(Line line) {
        boolean isRelative = line.result().passTargets().orElse(List.of()).stream()
                .anyMatch(target -> Criterion.parse(target.criteria()) instanceof Criterion.Relative);
        return isRelative && line.hasValue() && line.isCompared()
                ? line.result()
                        .value()
                        .map(SliValue::comparedValue)
                        .map(Numbers::text)
                        .orElse(NONE)
                : NONE;
    }

    private static String targets(Line line) {
        String targets = line.result().passTargets().orElse(List.of()).stream()
                .map(target -> target(target, line.hasValue() && line.isCompared()))
                .collect(Collectors.joining(", "));
        return targets.isEmpty() ? NONE : targets;
    }

    private static String target(Target target, boolean isCompared) {
        String text = target.criteria().replace(" ", "");
        return isCompared && Criterion.parse(target.criteria()) instanceof Criterion.Relative
                ? text + " = " + Numbers.text(target.targetValue())
                : text;
    }

    static String points(Line line) {
        return line.wanted().isInformational()
                ? NONE
                : GoFloat.format(line.result().score()) + "/" + line.wanted().weight();
    }
}
