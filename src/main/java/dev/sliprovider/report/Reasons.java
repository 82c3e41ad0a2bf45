package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import dev.sliprovider.slo.Criterion;
import dev.sliprovider.slo.ObjectiveResult.Status;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why an objective has its status. */
final class Reasons {

    private Reasons() {}

    static String of(Line line) {
        Optional<SliValue> value = line.result().value();
        if (!line.hasValue()) {
            String message = value.map(SliValue::message).orElse("");
            String named = line.name() + ": ";
            String cause = message.startsWith(named) ? message.substring(named.length()) : message;
            return line.name() + " has no value" + (cause.isEmpty() ? "" : ": " + cause);
        }
        List<Target> violated = violated(line);
        String shown = violated.isEmpty()
                ? Numbers.text(value.get().value())
                : Numbers.apartFrom(value.get().value(), violated.getFirst().targetValue());
        String is = line.name() + " is " + shown;
        if (line.result().status() == Status.INFO) {
            return is + ", for information only";
        }
        return violated.isEmpty()
                ? is + ", as wanted"
                : is + ", wanted: "
                        + violated.stream()
                                .map(target -> wanted(target, value.get(), line.live()))
                                .collect(Collectors.joining("; "));
    }

    /** @return what was not met for the full points; nothing if one group of criteria was met */
    private static List<Target> violated(Line line) {
        return line.result().status() == Status.PASS
                ? List.of()
                : line.result().passTargets().orElse(List.of()).stream()
                        .filter(Target::violated)
                        .toList();
    }

    private static String wanted(Target target, SliValue value, List<String> live) {
        return switch (Criterion.parse(target.criteria())) {
            case Criterion.Invalid invalid -> target.criteria();
            case Criterion.Absolute absolute -> words(absolute) + " " + number(target, value);
            case Criterion.Relative relative ->
                words(relative) + " " + number(target, value) + " ("
                        + target.criteria().replace(" ", "") + " of " + reference(value, live) + ")";
        };
    }

    private static String reference(SliValue value, List<String> live) {
        String compared = Numbers.text(value.comparedValue());
        return live.isEmpty() ? "the earlier " + compared : "the " + compared + " of " + String.join(" and ", live);
    }

    private static String number(Target target, SliValue value) {
        return Numbers.apartFrom(target.targetValue(), value.value());
    }

    private static String words(Criterion.Valid criterion) {
        return switch (criterion.operator()) {
            case AT_MOST -> "at most";
            case LESS -> "less than";
            case EQUAL -> "exactly";
            case AT_LEAST -> "at least";
            case MORE -> "more than";
        };
    }
}
