package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.cli.GateHarness.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What validate says of slo.yaml, and in which forms. */
class ValidateTest {

    private static final String SLO = """
            comparison: {number_of_comparison_results: 4}
            objectives:
              - sli: eror_rate
                pass: [{criteria: ["600", "<=-5"]}]
                weigth: 3
            total_score: {pass: "90%"}
            """;

    @TempDir
    Path folder;

    private static Outcome validate(String input, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "validate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return GateHarness.run(input, all);
    }

    @Test
    void a_file_with_objectives_is_slo_yaml_whatever_its_name() throws IOException {
        Path slo = Files.writeString(folder.resolve("gate.yaml"), SLO);
        Path sli = Files.writeString(folder.resolve("queries.yaml"), "indicators: {error_rate: vector(1)}");
        Outcome outcome = validate("", slo.toString(), sli.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(slo + ":1:13: warning: \"comparison\" has no \"compare_with\"")
                .contains(slo + ":3:10: The objective \"eror_rate\" has no indicator")
                .contains("Write \"error_rate\" if that is meant")
                .contains(slo + ":4:24: The criterion \"600\" cannot be read")
                .contains(slo + ":4:31: warning: The criterion \"<=-5\" is relative")
                .contains(slo + ":5:5: warning: The key \"weigth\"");
        assertThat(outcome.err()).contains("2 files, 2 errors, 3 warnings");
        assertThat(validate("", slo.toString()).out()).doesNotContain("has no indicator");
    }

    @Test
    void standard_input_is_a_file_too() {
        assertThat(validate(SLO, "-").out()).contains("stdin:4:24: The criterion");
        assertThat(validate("indicators: [a]", "-").out()).contains("stdin:1:13: \"indicators\" must be a map");
        assertThat(validate("objectives: [", "-").code()).isEqualTo(1);
    }

    @Test
    void a_directory_is_searched_for_both_kinds() throws IOException {
        Files.writeString(folder.resolve("slo.yaml"), "objectives: [{sli: a}, {sli: b}]\ntotal_score: {pass: \"1\"}\n");
        Path narrow = Files.createDirectories(folder.resolve("prod/cart/prometheus"));
        Files.writeString(narrow.resolve("sli.yaml"), "indicators: {a: vector(1)}");
        Outcome outcome = validate("", folder.toString());

        assertThat(outcome.out()).contains("\"b\" has no indicator").doesNotContain("\"a\" has no indicator");
        assertThat(outcome.err()).contains("2 files");
    }

    @Test
    void indicators_within_slo_yaml_are_read_and_know_its_filter() {
        String one = SLO.replace("eror_rate", "a") + "filter: {topic: x}\nindicators: {a: 'sum(x{t=\"$topic\"}[5m]'}\n";
        assertThat(validate(one, "-").out())
                .contains("stdin:8:17: indicator \"a\"")
                .doesNotContain("nothing defines", "has no indicator");
    }

    @Test
    void sarif_names_rule_place_and_identity() throws IOException {
        JsonNode sarif =
                new ObjectMapper().readTree(validate(SLO, "-", "-o", "sarif").out());
        assertThat(sarif.path("version").asText()).isEqualTo("2.1.0");
        JsonNode result = sarif.at("/runs/0/results/1");
        assertThat(result.path("ruleId").asText()).isEqualTo("slo/criterion-invalid");
        assertThat(result.path("level").asText()).isEqualTo("error");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(4);
        assertThat(result.at("/partialFingerprints/finding~1v1").asText()).hasSize(64);
        assertThat(sarif.at("/runs/0/tool/driver/rules").findValuesAsText("id"))
                .contains("slo/criterion-invalid", "slo/key-unknown");
    }

    @Test
    void other_forms_have_the_same_findings() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(validate(SLO, "-", "-o", "json").out());
        assertThat(json.path("errors").asInt()).isEqualTo(1);
        assertThat(json.at("/findings/0/file").asText()).isEqualTo("stdin");
        assertThat(validate(SLO, "-", "-o", "github").out())
                .startsWith("::error file=stdin,line=4,col=24,title=slo/criterion-invalid::The criterion");
        String junit = validate(SLO, "-", "-o", "junit").out();
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(junit)));
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "github"})
    void names_of_files_are_no_commands_in_a_log(String form) throws IOException {
        Path slo = Files.writeString(folder.resolve("::error::x ##[y]\n::add-mask::z,line=9:a.yaml"), SLO);
        Outcome outcome = validate("", slo.toString(), "-o", form);
        assertThat(outcome.out().lines())
                .noneMatch(line -> line.matches("\\s*::(?!error file|warning file|notice file).*"));
        assertThat(outcome.out()).doesNotContain("##[");
        if (form.equals("github")) {
            assertThat(outcome.out()).doesNotContain(",line=9");
        }
    }
}
