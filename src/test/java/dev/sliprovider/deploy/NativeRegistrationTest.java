package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an executable would miss only when it runs, and what can be seen of it before. */
class NativeRegistrationTest {

    @Test
    void json_is_read_and_written_as_trees_and_nothing_is_looked_up_by_name() throws IOException {
        assertThat(files(Path.of("src/main/java"), ".java")).isNotEmpty().allSatisfy(file -> assertThat(file)
                .content()
                .doesNotContain(".readValue(", ".convertValue(", ".valueToTree(", "Class.forName", "ServiceLoader")
                .doesNotContain("getResource(", "new Yaml()"));
    }

    @Test
    void files_that_are_read_from_the_class_path_are_in_the_executable() throws IOException {
        var settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(reader);
        }
        assertThat(files(Path.of("src/main/java"), ".java").filter(NativeRegistrationTest::readsResources))
                .containsExactly(Path.of("src/main/java/dev/sliprovider/report/HtmlPage.java"));
        Path resources = Path.of("src/main/resources");
        assertThat(settings.getProperty("quarkus.native.resources.includes").split(","))
                .containsExactlyInAnyOrder(files(resources.resolve("dev"), "")
                        .filter(Files::isRegularFile)
                        .map(file -> resources.relativize(file).toString())
                        .toArray(String[]::new));
    }

    private static boolean readsResources(Path file) {
        try {
            return Files.readString(file).contains("getResourceAsStream");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }
}
