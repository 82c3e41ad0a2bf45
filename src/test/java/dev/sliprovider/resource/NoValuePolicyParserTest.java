package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.NoValuePolicy.Instead;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoValuePolicyParserTest {

    private static SliYaml parse(String missing) {
        return SliYaml.parse("sli.yaml", "indicators:\n  a: up\nmissing: " + missing + "\n");
    }

    @Test
    void each_case_has_its_value() {
        SliYaml read = parse("{a: {no_data: 0, nan: skip}, b: {inf: -1.5e2, nan: missing}}");

        assertThat(read.problems()).isEmpty();
        assertThat(read.config().policies())
                .isEqualTo(Map.of(
                        "a",
                        new NoValuePolicy(new Instead.Number(0), new Instead.Skip(), new Instead.Missing()),
                        "b",
                        new NoValuePolicy(new Instead.Missing(), new Instead.Missing(), new Instead.Number(-150))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            0                          | 3:10: "missing" must be a map of indicators
            [a]                        | 3:10: "missing" must be a map of indicators
            {a: 0}                     | 3:14: "missing" of "a" must be a map with no_data, nan or inf
            {a: {nodata: 0}}           | 3:15: "missing" of "a" has the key "nodata"; there are no_data, nan and inf; is no_data meant?
            {a: {no_data: .inf}}       | 3:24: the value of "no_data" cannot be used; write missing, skip or a number
            {a: {no_data: 1e999}}      | 3:24: the value of "no_data" cannot be used
            {a: {nan: ignore}}         | 3:20: the value of "nan" cannot be used
            {a: {nan: [0]}}            | 3:20: the value of "nan" cannot be used
            {a: {nan: 0, nan: 1}}      | 3:23: the key "nan" occurs twice
            """)
    void what_cannot_be_read_is_an_error_with_its_place(String missing, String problem) {
        SliYaml read = parse(missing);

        assertThat(read.isUsable()).isFalse();
        assertThat(read.problems())
                .anySatisfy(found -> assertThat(found.toString()).contains(problem));
    }
}
