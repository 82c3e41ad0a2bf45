package dev.sliprovider.getsli;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The message of a finished event: which indicators have no value, grouped by cause, and what was warned of. */
final class Summary {

    private static final int NAMES = 10;

    private Summary() {}

    static String of(List<IndicatorValue> values, List<String> warnings) {
        List<Missing> missing = values.stream()
                .filter(Missing.class::isInstance)
                .map(Missing.class::cast)
                .distinct()
                .toList();
        var sentences = new LinkedHashSet<String>();
        if (!missing.isEmpty()) {
            long all = values.stream().map(IndicatorValue::indicator).distinct().count();
            sentences.add(missing.size() + " of " + all + " indicators " + (missing.size() == 1 ? "has" : "have")
                    + " no value. " + groups(missing));
        }
        warnings.forEach(warning -> sentences.add(sentence(warning)));
        for (IndicatorValue value : values) {
            value.warnings()
                    .forEach(warning -> sentences.add(sentence("Warning for " + value.indicator() + ": " + warning)));
        }
        return String.join(" ", sentences);
    }

    private static String groups(List<Missing> missing) {
        Map<Reason, List<Missing>> byReason = missing.stream()
                .collect(
                        Collectors.groupingBy(Missing::reason, () -> new EnumMap<>(Reason.class), Collectors.toList()));
        return byReason.entrySet().stream()
                .map(group -> group.getKey().words() + ": " + names(group.getValue()) + " — " + cause(group.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** The cause of all, or that of the first, with its name. */
    private static String cause(List<Missing> group) {
        Missing first = group.getFirst();
        boolean common = group.stream().allMatch(missing -> missing.cause().equals(first.cause()));
        return sentence(common ? first.cause() : name(first) + ": " + first.cause());
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private static String names(List<Missing> group) {
        String names = group.stream().limit(NAMES).map(Summary::name).collect(Collectors.joining(", "));
        return group.size() <= NAMES ? names : names + " and " + (group.size() - NAMES) + " more";
    }

    private static String name(Missing missing) {
        return missing.indicator().isBlank() ? "(no name)" : missing.indicator();
    }
}
