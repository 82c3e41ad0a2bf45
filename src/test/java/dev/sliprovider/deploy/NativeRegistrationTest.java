package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an executable would miss only when it runs, and what can be seen of it before. */
class NativeRegistrationTest {

    @Test
    void json_is_read_and_written_as_trees_and_nothing_is_looked_up_by_name() throws IOException {
        assertThat(files(Path.of("src/main/java"), ".java")).isNotEmpty().allSatisfy(file -> assertThat(file)
                .content()
                .doesNotContain(".readValue(", ".convertValue(", ".valueToTree(", "Class.forName", "ServiceLoader")
                .doesNotContain("getResource(", "getResourceAsStream", "new Yaml()"));
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }
}
