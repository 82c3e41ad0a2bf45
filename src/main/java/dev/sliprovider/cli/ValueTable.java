package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Indicator, value or reason, milliseconds and query in aligned columns. */
final class ValueTable {

    private static final int DEFAULT_WIDTH = 120;

    private ValueTable() {}

    static String of(List<IndicatorValue> values) {
        int name = width(values.stream().map(IndicatorValue::indicator).toList(), "INDICATOR");
        int result = width(values.stream().map(ValueTable::result).toList(), "VALUE");
        int queryWidth = System.console() == null ? Integer.MAX_VALUE : Math.max(20, columns() - name - result - 13);
        var table = new StringBuilder();
        String row = "%-" + name + "s  %s  %6s  %s%n";
        table.append(bold(row.formatted("INDICATOR", pad("VALUE", result), "MS", "QUERY")));
        for (IndicatorValue value : values) {
            String query = printable(value.query().orElse("-"));
            table.append(row.formatted(
                    printable(value.indicator()),
                    coloured(value, pad(result(value), result)),
                    value.took().toMillis(),
                    query.length() <= queryWidth ? query : query.substring(0, queryWidth - 1) + "…"));
        }
        return table.toString();
    }

    /** Below the table: why there is no value, and what Prometheus warned of; the table itself has no room for it. */
    static String reasons(List<IndicatorValue> values) {
        var lines = new LinkedHashSet<String>();
        for (IndicatorValue value : values) {
            switch (value) {
                case Missing missing -> lines.add(missing.message());
                case Measured measured ->
                    measured.warnings().forEach(warning -> lines.add(value.indicator() + ": Warning: " + warning));
            }
        }
        String newline = System.lineSeparator();
        return lines.isEmpty()
                ? ""
                : lines.stream().map(ValueTable::printable).collect(Collectors.joining(newline, newline, newline));
    }

    /** On one line, and nothing that a terminal would obey. */
    static String printable(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    }

    private static String result(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> number(measured.value());
            case Missing missing -> missing.reason().words();
        };
    }

    /** All digits, without an exponent where that stays readable. */
    private static String number(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-6 || size >= 1e15)
                ? Double.toString(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static int width(List<String> texts, String heading) {
        return Math.max(
                heading.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String pad(String text, int width) {
        return ("%-" + width + "s").formatted(text);
    }

    private static int columns() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    private static String bold(String text) {
        return Ansi.AUTO.enabled() ? Ansi.ON.string("@|bold " + text + "|@") : text;
    }

    private static String coloured(IndicatorValue value, String text) {
        String colour =
                switch (value) {
                    case Measured measured -> "green";
                    case Missing missing -> "red";
                };
        return Ansi.AUTO.enabled() ? Ansi.ON.string("@|" + colour + " " + text + "|@") : text;
    }
}
