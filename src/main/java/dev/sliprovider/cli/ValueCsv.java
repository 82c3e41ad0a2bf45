package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row for each indicator, in the form of RFC 4180; numbers have all digits. */
final class ValueCsv {

    private static final List<String> HEADINGS = List.of(
            "indicator",
            "value",
            "reason",
            "message",
            "query",
            "milliseconds",
            "project",
            "stage",
            "service",
            "start",
            "end");

    private ValueCsv() {}

    static String of(GetSliTriggered request, List<IndicatorValue> values) {
        return Stream.concat(Stream.of(HEADINGS), values.stream().map(value -> row(request, value)))
                        .map(cells -> cells.stream().map(ValueCsv::cell).collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
    }

    private static List<String> row(GetSliTriggered request, IndicatorValue value) {
        Stream<String> result =
                switch (value) {
                    case Measured measured -> Stream.of(Double.toString(measured.value()), "", "");
                    case Missing missing ->
                        Stream.of("", missing.reason().name().toLowerCase(Locale.ROOT), missing.message());
                };
        return Stream.of(
                        Stream.of(value.indicator()),
                        result,
                        Stream.of(
                                value.query().orElse(""),
                                String.valueOf(value.took().toMillis())),
                        Stream.of(
                                request.project(), request.stage(), request.service(), request.start(), request.end()))
                .flatMap(cells -> cells)
                .toList();
    }

    private static String cell(String text) {
        return text.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0) ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
