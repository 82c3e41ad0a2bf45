package dev.sliprovider.getsli;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The message of a finished event: the indicators without a value, grouped by cause, and the warnings. */
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
        // An error in a file that is the cause of a missing value is already reported.
        warnings.stream()
                .filter(warning ->
                        missing.stream().noneMatch(each -> each.cause().equals(warning)))
                .forEach(warning -> sentences.add(sentence(warning)));
        warned(values).forEach((warning, names) -> sentences.add(sentence(warning(warning, names))));
        return String.join(" ", sentences);
    }

    /** The warnings of indicators, each with the names of its indicators, in the order of the values. */
    private static Map<String, Set<String>> warned(List<IndicatorValue> values) {
        var names = new LinkedHashMap<String, Set<String>>();
        values.forEach(value -> value.warnings()
                .forEach(warning -> names.computeIfAbsent(warning, first -> new LinkedHashSet<>())
                        .add(value.indicator())));
        return names;
    }

    private static String warning(String warning, Set<String> names) {
        boolean isInfo = warning.startsWith(IndicatorValue.INFO);
        return (isInfo ? "Info" : "Warning") + " for " + listed(names.stream().toList()) + ": "
                + (isInfo ? warning.substring(IndicatorValue.INFO.length()) : warning);
    }

    private static String groups(List<Missing> missing) {
        Map<Reason, List<Missing>> byReason = missing.stream()
                .collect(
                        Collectors.groupingBy(Missing::reason, () -> new EnumMap<>(Reason.class), Collectors.toList()));
        return byReason.entrySet().stream()
                .map(group -> group.getKey().words() + ": " + names(group.getValue()) + " — " + cause(group.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** The common cause, or the cause of the first indicator with its name. */
    private static String cause(List<Missing> group) {
        Missing first = group.getFirst();
        boolean common = group.stream().allMatch(missing -> missing.cause().equals(first.cause()));
        return sentence(common ? first.cause() : name(first) + ": " + first.cause());
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private static String names(List<Missing> group) {
        return listed(group.stream().map(Summary::name).toList());
    }

    private static String listed(List<String> all) {
        String names = all.stream().limit(NAMES).collect(Collectors.joining(", "));
        return all.size() <= NAMES ? names : names + " and " + (all.size() - NAMES) + " more";
    }

    private static String name(Missing missing) {
        return missing.indicator().isBlank() ? "(no name)" : missing.indicator();
    }
}
