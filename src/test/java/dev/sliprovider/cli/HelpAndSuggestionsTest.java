package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class HelpAndSuggestionsTest {

    @ParameterizedTest
    @CsvSource({"help, --help", "help evaluate, evaluate --help", "help history list, history list --help"})
    void help_is_what_the_option_prints(String command, String option) {
        GateHarness.Outcome outcome = GateHarness.run("", command.split(" "));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .isNotBlank()
                .isEqualTo(GateHarness.run("", option.split(" ")).out());
    }

    @Test
    void history_has_a_help_command_too() {
        assertThat(GateHarness.run("", "history", "help", "list").out()).contains("history list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            help evalute        | did you mean evaluate?
            evalute             | Did you mean evaluate?
            get-sli --sli-dr x  | Did you mean --sli-dir?
            get-sli --prom x    | Did you mean --prometheus?
            get-sli --qery=up   | Did you mean --query?
            """)
    void a_misspelt_name_is_corrected(String commandLine, String suggestion) {
        GateHarness.Outcome outcome = GateHarness.run("", commandLine.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(suggestion);
    }

    @ParameterizedTest
    @CsvSource({"query", "nonsense", "get-sli --frobnicate", "help nonsense"})
    void nothing_is_suggested_that_is_far_off(String commandLine) {
        assertThat(GateHarness.run("", commandLine.split(" ")).err()).doesNotContainIgnoringCase("did you mean");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9090, http://localhost:9090",
        "http://localhost:9090/, http://localhost:9090/",
        "http://localhost:9090/graph, http://localhost:9090",
        "http://localhost:9090/graph?g0.expr=up, http://localhost:9090",
        "http://localhost:9090/query?g0.expr=up, http://localhost:9090",
        "https://a.example/prometheus/api/v1/, https://a.example/prometheus",
        "https://a.example/prometheus/api/v1/query, https://a.example/prometheus",
        "'http://a:9090/graph, http://b:9090/api/v1', 'http://a:9090,http://b:9090'",
        "http://graph:9090, http://graph:9090",
        "http://graph, http://graph"
    })
    void an_address_from_a_browser_is_understood(String written, String read) {
        assertThat(PrometheusUrl.parse(written).text()).isEqualTo(read);
    }

    @Test
    void an_address_without_a_scheme_names_the_option_and_the_remedy() {
        assertThat(GateHarness.run("", "get-sli", "--query", "up", "--prometheus", "localhost:29090")
                        .err())
                .contains("--prometheus", "it must begin with http:// or https://, as in http://localhost:29090")
                .doesNotContain("environment");
        assertThatThrownBy(() -> PrometheusUrl.parse("me:tr0ub4dor@localhost"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageNotContaining("tr0ub4dor");
    }
}
