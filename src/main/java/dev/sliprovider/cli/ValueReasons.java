package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines below a table of values: each cause and each warning once, with its indicators; then server and window once. */
final class ValueReasons {

    private static final int MOST_NAMES = 10;
    private static final String ON = " on ";

    private ValueReasons() {}

    /**
     * @param columns of the terminal, at which lines are wrapped
     * @return the lines, or nothing if every indicator has a value and no warning
     */
    static String of(GetSliTriggered request, List<IndicatorValue> values, int columns) {
        var names = new LinkedHashMap<String, Set<String>>();
        for (IndicatorValue value : values) {
            sentences(value).forEach(sentence -> names.computeIfAbsent(sentence, first -> new LinkedHashSet<>())
                    .add(value.indicator()));
        }
        if (names.isEmpty()) {
            return "";
        }
        Stream<String> lines = Stream.concat(names.entrySet().stream().map(ValueReasons::line), asked(request, values));
        String newline = System.lineSeparator();
        return lines.map(line -> TerminalText.wrap(TerminalText.printable(line), columns))
                .collect(Collectors.joining(newline, newline, newline));
    }

    /** @return addresses of the servers that were asked for values that are missing, without credentials */
    static Set<String> servers(List<IndicatorValue> values) {
        return values.stream()
                .filter(Missing.class::isInstance)
                .map(value -> ((Missing) value).where())
                .filter(where -> where.contains(ON))
                .map(where -> where.substring(where.lastIndexOf(ON) + ON.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<String> sentences(IndicatorValue value) {
        Stream<String> warnings = value.warnings().stream().map(warning -> IndicatorValue.shown(List.of(warning)));
        return switch (value) {
            case Measured measured -> warnings;
            case Missing missing -> Stream.concat(Stream.of(missing.cause()), warnings);
        };
    }

    private static String line(Map.Entry<String, Set<String>> sentence) {
        List<String> all = sentence.getValue().stream()
                .map(name -> name.isBlank() ? "(indicator without a name)" : name)
                .toList();
        String names = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return (all.size() <= MOST_NAMES ? names : names + " and " + (all.size() - MOST_NAMES) + " more") + ": "
                + sentence.getKey();
    }

    private static Stream<String> asked(GetSliTriggered request, List<IndicatorValue> values) {
        Set<String> servers = servers(values);
        return servers.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        "Asked " + String.join(", ", servers) + ", window " + request.start() + " to " + request.end());
    }
}
