package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The formats of get-sli for other programs. */
class ValueFormatsTest {

    private static final GetSliTriggered REQUEST = new GetSliTriggered(
            "shop",
            "dev",
            "a\"b\\c",
            Map.of(),
            "prometheus",
            "2026-01-15T09:00:00Z",
            "2026-01-15T09:10:00Z",
            List.of(),
            List.of(),
            "",
            Optional.empty(),
            List.of());

    private static final List<IndicatorValue> VALUES = List.of(
            new Measured("rate", 0.27928658450665034, "sum(a) or \"x,y\"", List.of(), Duration.ofMillis(5)),
            new Measured("big", 1e21, "b\nc", List.of(), Duration.ofMillis(6)),
            new Missing(
                    "none",
                    Reason.NO_DATA,
                    "the query returned no data",
                    "",
                    Optional.of("d"),
                    List.of(),
                    Duration.ofMillis(7)));

    @Test
    void csv_has_a_row_for_each_indicator_and_quotes_as_rfc_4180_does() {
        assertThat(ValueCsv.of(REQUEST, VALUES))
                .isEqualTo("indicator,value,reason,message,query,milliseconds,project,stage,service,start,end\r\n"
                        + "rate,0.27928658450665034,,,\"sum(a) or \"\"x,y\"\"\",5,shop,dev,\"a\"\"b\\c\","
                        + "2026-01-15T09:00:00Z,2026-01-15T09:10:00Z\r\n"
                        + "big,1.0E21,,,\"b\nc\",6,shop,dev,\"a\"\"b\\c\",2026-01-15T09:00:00Z,2026-01-15T09:10:00Z\r\n"
                        + "none,,no_data,none: the query returned no data,d,7,shop,dev,\"a\"\"b\\c\","
                        + "2026-01-15T09:00:00Z,2026-01-15T09:10:00Z\r\n");
    }

    @Test
    void metrics_are_gauges_and_an_indicator_without_a_value_has_no_sample() {
        String labels = "project=\"shop\",stage=\"dev\",service=\"a\\\"b\\\\c\",sli=";

        assertThat(ValueMetrics.of(REQUEST, VALUES).lines())
                .containsExactly(
                        "# HELP sli_value Value of the indicator.",
                        "# TYPE sli_value gauge",
                        "sli_value{" + labels + "\"rate\"} 0.27928658450665034",
                        "sli_value{" + labels + "\"big\"} 1.0E21",
                        "# HELP sli_has_value 1 if the indicator has a value, 0 if it has none.",
                        "# TYPE sli_has_value gauge",
                        "sli_has_value{" + labels + "\"rate\"} 1",
                        "sli_has_value{" + labels + "\"big\"} 1",
                        "sli_has_value{" + labels + "\"none\"} 0");
    }

    @Test
    void yaml_says_what_json_says() throws Exception {
        String json = """
                {"text": "a: b #c", "word": "no", "plain": "dev", "empty": "", "lines": "a\\nb", "number": 0.1,
                 "exponent": 1.0E21, "whole": 42, "truth": true, "nothing": null, "none": [], "no": {},
                 "list": ["x", {"a": 1, "b": ["y"]}, [1, 2]], "map": {"in": {"deep": "e"}}}
                """;
        String yaml = YamlDocument.of(new ObjectMapper().readTree(json));

        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        assertThat(read).as(yaml).isEqualTo(new ObjectMapper().readValue(json, Map.class));
        assertThat(yaml).contains("plain: dev\n", "word: \"no\"\n", "exponent: 1.0E+21\n", "  - a: 1\n");
    }
}
