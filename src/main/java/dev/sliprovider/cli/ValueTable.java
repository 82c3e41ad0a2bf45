package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Indicator, value or reason, milliseconds and query in aligned columns. */
final class ValueTable {

    private static final int DEFAULT_WIDTH = 120;
    private static final int LEAST_QUERY = 20;
    /** The width of the column of milliseconds with the blanks between columns. */
    private static final int BETWEEN = 12;

    private final int nameWidth;
    private final int resultWidth;
    private final int queryWidth;

    private ValueTable(List<IndicatorValue> values) {
        nameWidth = width("INDICATOR", values.stream().map(ValueTable::name));
        resultWidth = width("VALUE", values.stream().map(ValueTable::result));
        queryWidth = System.console() == null
                ? Integer.MAX_VALUE
                : Math.max(LEAST_QUERY, terminalWidth() - nameWidth - resultWidth - BETWEEN);
    }

    /** @return the table, its heading included */
    static String of(List<IndicatorValue> values) {
        return new ValueTable(values).text(values);
    }

    private String text(List<IndicatorValue> values) {
        String heading = row("INDICATOR", TerminalText.pad("VALUE", resultWidth), "MS", "QUERY");
        return values.stream().map(this::row).collect(Collectors.joining("", Style.BOLD.of(heading), ""));
    }

    private String row(IndicatorValue value) {
        return row(
                name(value),
                style(value).of(TerminalText.pad(result(value), resultWidth)),
                String.valueOf(value.took().toMillis()),
                TerminalText.cut(TerminalText.printable(value.query().orElse("-")), queryWidth));
    }

    private String row(String name, String result, String milliseconds, String query) {
        return "%s  %s  %6s  %s%n".formatted(TerminalText.pad(name, nameWidth), result, milliseconds, query);
    }

    /** The lines below the table: the causes of missing values, and the warnings of Prometheus. */
    static String reasons(List<IndicatorValue> values) {
        var lines = new LinkedHashSet<String>();
        for (IndicatorValue value : values) {
            switch (value) {
                case Missing missing -> lines.add(missing.message());
                case Measured measured ->
                    measured.warnings()
                            .forEach(warning ->
                                    lines.add(value.indicator() + ": " + IndicatorValue.shown(List.of(warning))));
            }
        }
        String newline = System.lineSeparator();
        return lines.isEmpty()
                ? ""
                : lines.stream().map(TerminalText::printable).collect(Collectors.joining(newline, newline, newline));
    }

    private static String name(IndicatorValue value) {
        return TerminalText.printable(value.indicator());
    }

    private static String result(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> number(measured.value());
            case Missing missing -> missing.reason().words();
        };
    }

    private static Style style(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> Style.GREEN;
            case Missing missing -> Style.RED;
        };
    }

    /** All digits, without an exponent as long as that is readable. */
    private static String number(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-6 || size >= 1e15)
                ? Double.toString(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static int width(String heading, Stream<String> texts) {
        return Stream.concat(Stream.of(heading), texts)
                .mapToInt(TerminalText::width)
                .max()
                .orElse(0);
    }

    private static int terminalWidth() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
