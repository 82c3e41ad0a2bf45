package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisplacedFileTest {

    private static final Scope SCOPE = new Scope("shop", "preprod", "catalog");

    @TempDir
    Path root;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sli.yaml                          | is not read; move it to R/prometheus/sli.yaml
            preprod/sli.yaml                  | is not read; move it to R/preprod/prometheus/sli.yaml
            prometheus/sli.yml                | is not read; rename it to sli.yaml
            preprod/prometheus/SLI.yaml       | is not read; rename it to sli.yaml
            prod/prometheus/sli.yaml          | is for stage "prod" only
            prod/catalog/prometheus/sli.yaml  | is for service "catalog" in stage "prod" only
            a/b/c/prometheus/sli.yaml         | is not read; its directory would be R/a/b/c
            """)
    void a_file_that_lies_elsewhere_is_named_with_the_remedy(String file, String rest) throws IOException {
        write(file);
        assertThat(hint(root)).contains(root.resolve(file) + " " + rest.replace("R", root.toString()));
    }

    @Test
    void the_folder_of_the_file_is_not_the_directory() throws IOException {
        write("prometheus/sli.yaml");
        assertThat(hint(root.resolve("prometheus")))
                .contains(root.resolve("prometheus/sli.yaml") + " is not read; give the directory above it: " + root);
    }

    @Test
    void a_stage_with_a_similar_name_comes_first() throws IOException {
        write("alpha/prometheus/sli.yaml");
        write("preprd/prometheus/sli.yaml");
        assertThat(hint(root)).hasValueSatisfying(text -> assertThat(text).contains("stage \"preprd\""));
    }

    @Test
    void an_slo_yaml_is_not_taken_for_an_sli_yaml() throws IOException {
        write("prometheus/slo.yaml");
        assertThat(hint(root)).isEmpty();
    }

    @Test
    void a_missing_directory_is_told_with_the_nearest_one() throws IOException {
        write("slis/prometheus/sli.yaml");
        assertThat(MissingPath.directory(root.resolve("sli")))
                .startsWith("there is no directory " + root.resolve("sli") + ", which should hold")
                .endsWith("; did you mean " + root.resolve("slis") + "?");
        assertThat(MissingPath.directory(root.resolve("x-y-z/sli")))
                .startsWith("there is no directory " + root.resolve("x-y-z/sli"))
                .endsWith("; there is no \"x-y-z\" in " + root);
    }

    @Test
    void a_path_that_exists_needs_no_hint() {
        assertThat(MissingPath.hint(root)).isEmpty();
        assertThat(MissingPath.hint(Path.of("/"))).isEmpty();
    }

    private void write(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "indicators: {a: up}");
    }

    private static Optional<String> hint(Path directory) {
        return new MisplacedFile(directory, SliConfigs.FILE, SCOPE).hint();
    }
}
