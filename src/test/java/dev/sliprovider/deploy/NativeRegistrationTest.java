package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What an executable would miss only when it runs, and what can be seen of it before. */
class NativeRegistrationTest {

    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void every_class_that_picocli_reads_is_registered() throws Exception {
        JsonNode registered = new ObjectMapper()
                .readTree(CLASSES.resolve("META-INF/native-image/picocli-generated/reflect-config.json")
                        .toFile());
        List<String> read = files(CLASSES.resolve("dev/sliprovider/cli"), ".class")
                .map(file -> loaded(CLASSES.relativize(file).toString()))
                .filter(NativeRegistrationTest::isReadByPicocli)
                .map(Class::getName)
                .toList();

        assertThat(read).isNotEmpty();
        assertThat(registered.findValuesAsText("name")).containsAll(read);
    }

    @Test
    void json_is_read_and_written_as_trees_and_nothing_is_looked_up_by_name() throws IOException {
        assertThat(files(Path.of("src/main/java"), ".java")).isNotEmpty().allSatisfy(file -> assertThat(file)
                .content()
                .doesNotContain(".readValue(", ".convertValue(", ".valueToTree(", "Class.forName", "ServiceLoader")
                .doesNotContain("getResource(", "getResourceAsStream", "new Yaml()"));
    }

    private static boolean isReadByPicocli(Class<?> type) {
        return type.isAnnotationPresent(CommandLine.Command.class)
                || CommandLine.IVersionProvider.class.isAssignableFrom(type)
                || Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.isAnnotationPresent(CommandLine.Option.class)
                                || field.isAnnotationPresent(CommandLine.Parameters.class)
                                || field.isAnnotationPresent(CommandLine.Mixin.class)
                                || field.isAnnotationPresent(CommandLine.ArgGroup.class));
    }

    private static Class<?> loaded(String file) {
        try {
            return Class.forName(
                    file.replace(".class", "").replace(File.separatorChar, '.'),
                    false,
                    NativeRegistrationTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }
}
