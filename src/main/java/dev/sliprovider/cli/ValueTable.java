package dev.sliprovider.cli;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Indicator, value or reason, milliseconds and query in aligned columns. */
final class ValueTable {

    private static final int LEAST_NAME = 12;
    private static final int LEAST_QUERY = 10;
    /** The part of the width that names may take. */
    private static final int NAMES = 3;
    /** The width of the column of milliseconds with the blanks between columns. */
    private static final int BETWEEN = 12;

    private final int nameWidth;
    private final int resultWidth;
    private final int queryWidth;

    private ValueTable(List<IndicatorValue> values, int columns) {
        nameWidth = Math.min(
                width("INDICATOR", values.stream().map(ValueTable::name)), Math.max(LEAST_NAME, columns / NAMES));
        resultWidth = width("VALUE", values.stream().map(ValueTable::result));
        queryWidth = Math.max(LEAST_QUERY, columns - nameWidth - resultWidth - BETWEEN);
    }

    /**
     * @param columns of the terminal
     * @return the table, its heading included
     */
    static String of(List<IndicatorValue> values, int columns) {
        return new ValueTable(values, columns).text(values);
    }

    private String text(List<IndicatorValue> values) {
        String heading = row("INDICATOR", TerminalText.pad("VALUE", resultWidth), "MS", "QUERY");
        return values.stream().map(this::row).collect(Collectors.joining("", Style.BOLD.of(heading), ""));
    }

    private String row(IndicatorValue value) {
        return row(
                TerminalText.cut(name(value), nameWidth),
                style(value).of(TerminalText.pad(result(value), resultWidth)),
                String.valueOf(value.took().toMillis()),
                TerminalText.cut(TerminalText.printable(value.query().orElse("-")), queryWidth));
    }

    private String row(String name, String result, String milliseconds, String query) {
        return "%s  %s  %6s  %s%n".formatted(TerminalText.pad(name, nameWidth), result, milliseconds, query);
    }

    private static String name(IndicatorValue value) {
        return TerminalText.printable(value.indicator());
    }

    private static String result(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> RoundedNumber.of(measured.value());
            case Missing missing -> missing.reason().words();
        };
    }

    private static Style style(IndicatorValue value) {
        return switch (value) {
            case Measured measured -> Style.GREEN;
            case Missing missing -> Style.RED;
        };
    }

    private static int width(String heading, Stream<String> texts) {
        return Stream.concat(Stream.of(heading), texts)
                .mapToInt(TerminalText::width)
                .max()
                .orElse(0);
    }
}
