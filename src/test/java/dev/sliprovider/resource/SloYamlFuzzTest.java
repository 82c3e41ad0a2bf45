package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.SloFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Any bytes as slo.yaml: they are read within the limits, or refused with a place. */
class SloYamlFuzzTest {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    @FuzzTest
    void file(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        SloYaml file = SloYaml.parse("slo.yaml", text);
        assertThat(file.problems().isEmpty()).isEqualTo(!(file.file() instanceof SloFile.Unreadable));
        if (file.file() instanceof SloFile.Readable readable) {
            assertThat(readable.config().objectives()).hasSizeLessThanOrEqualTo(SloYaml.OBJECTIVES);
            assertThat(readable.config().objectives()).allSatisfy(objective -> {
                assertThat(objective.weight()).isNotZero();
                assertThat(objective.pass()).allSatisfy(group -> assertThat(group.places())
                        .hasSameSizeAs(group.criteria().orElse(List.of())));
            });
        }
        int lines = LINE_BREAK.split(text, -1).length;
        List<Finding> findings = file.findings(Optional.of(Set.of("error_rate")));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
            assertThat(finding.place().line()).isBetween(1, lines);
            assertThat(finding.place().column()).isPositive();
        });
    }
}
