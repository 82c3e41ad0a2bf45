package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values as gauges in Prometheus' text format, for the textfile collector of the node exporter or a Pushgateway. An
 * indicator without a value has no sample of {@code sli_value}, because any number would be a wrong one.
 */
final class ValueMetrics {

    private ValueMetrics() {}

    static String of(GetSliTriggered request, List<IndicatorValue> values) {
        List<IndicatorValue> once = values.stream()
                .collect(Collectors.toMap(
                        IndicatorValue::indicator, value -> value, (first, next) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        return "# HELP sli_value Value of the indicator.\n# TYPE sli_value gauge\n"
                + once.stream()
                        .filter(Measured.class::isInstance)
                        .map(value -> "sli_value" + labels(request, value) + " " + ((Measured) value).value() + "\n")
                        .collect(Collectors.joining())
                + "# HELP sli_has_value 1 if the indicator has a value, 0 if it has none.\n# TYPE sli_has_value gauge\n"
                + once.stream()
                        .map(value -> "sli_has_value" + labels(request, value) + " "
                                + (value instanceof Measured ? 1 : 0) + "\n")
                        .collect(Collectors.joining());
    }

    private static String labels(GetSliTriggered request, IndicatorValue value) {
        return "{project=\"" + escaped(request.project()) + "\",stage=\"" + escaped(request.stage()) + "\",service=\""
                + escaped(request.service()) + "\",sli=\"" + escaped(value.indicator()) + "\"}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
