package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whatever stands in a sli.yaml, it is read, or its problems have a place in it. */
class SliYamlFuzzTest {

    /** Those of YAML, among them the next line and the separators of Unicode. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    @FuzzTest
    void file(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        SliYaml file = SliYaml.parse("sli.yaml", text);
        int lines = LINE_BREAK.split(text, -1).length;
        assertThat(file.problems()).allSatisfy(problem -> {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.line()).isBetween(1, lines);
            assertThat(problem.column()).isPositive();
        });
        assertThat(file.config().queries().keySet()).isEqualTo(file.places().keySet());
    }
}
