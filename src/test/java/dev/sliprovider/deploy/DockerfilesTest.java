package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be read off the files of the images; {@link ImageIT} starts what the JVM image ships. */
class DockerfilesTest {

    @ParameterizedTest
    @EnumSource
    void what_is_copied_from_the_project_exists_and_is_not_ignored(Dockerfile dockerfile) throws IOException {
        List<String> allowed = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = dockerfile
                .all("(?m)^COPY (?!--)(\\S+) \\S+$")
                .map(source -> source.replaceFirst("^\\./", ""))
                .toList();

        assertThat(copied).contains("pom.xml", "src/main", "LICENSE").allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(allowed).contains(source);
        });
    }

    @ParameterizedTest
    @EnumSource
    void what_is_copied_from_a_stage_is_of_a_stage_above(Dockerfile dockerfile) {
        String text = dockerfile.text();

        assertThat(dockerfile.matches("(?m)^COPY --from=(\\S+)")).isNotEmpty().allSatisfy(match -> assertThat(
                        text.substring(0, match.start()))
                .containsPattern("(?m)^FROM \\S+ AS " + match.group(1) + "$"));
    }

    @ParameterizedTest
    @EnumSource
    void image_fits_the_restricted_profile_and_the_chart(Dockerfile dockerfile) {
        String image = dockerfile.lastStage();

        assertThat(dockerfile.all("(?m)^USER (.*)$").toList().getLast()).isEqualTo("65532");
        assertThat(image)
                .contains("\nUSER 65532\n", "\nEXPOSE 8080 9000\n", "\nCMD [\"serve\"]\n")
                .doesNotContain("HEALTHCHECK", "VOLUME", "\nRUN ")
                .contains(Stream.of("title", "description", "licenses", "source", "version", "revision")
                        .map(label -> "org.opencontainers.image." + label + "=")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void libraries_are_fetched_before_the_sources_are_copied_and_what_changes_with_a_version_comes_last(
            Dockerfile dockerfile) {
        assertThat(dockerfile.text())
                .containsSubsequence("COPY pom.xml", "quarkus:go-offline", "COPY src/main", " package ");
        assertThat(dockerfile.lastStage().replaceFirst("(?s).*\nCMD ", "")).contains("ARG VERSION", "LABEL ");
        assertThat(dockerfile.text().replaceFirst("(?s)\nCMD .*", "")).doesNotContain("ARG ", "LABEL ");
    }

    @ParameterizedTest
    @EnumSource
    void the_command_that_the_chart_s_notes_name_is_on_the_path(Dockerfile dockerfile) throws IOException {
        assertThat(Files.readString(Path.of("deploy/helm/prometheus-sli-provider/templates/NOTES.txt")))
                .contains("-- prometheus-sli-provider check");
        assertThat(dockerfile.lastStage()).containsPattern("COPY --from=.* /usr/local/bin/prometheus-sli-provider\n");
    }

    @ParameterizedTest
    @EnumSource
    void no_image_is_made_without_its_bill_of_materials(Dockerfile dockerfile) throws IOException {
        assertThat(dockerfile.lastStage())
                .contains("COPY --from=build /build/target/bom.json "
                        + "/usr/local/share/sbom/prometheus-sli-provider.cdx.json\n");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<outputFile>${project.build.directory}/bom.json</outputFile>");
        assertThat(dockerfile.all("mvn (.* package .*)"))
                .singleElement()
                .asString()
                .doesNotContain("sbom");
    }

    @ParameterizedTest
    @EnumSource
    void base_images_are_named_where_dependabot_reads_them(Dockerfile dockerfile) {
        assertThat(dockerfile.all("(?m)^FROM (\\S+)").filter(name -> !name.equals("runtime")))
                .isNotEmpty()
                .allMatch(name -> name.matches("[a-z0-9.]+/[a-z0-9/-]+:[\\w.-]+(@sha256:[0-9a-f]{64})?"));
    }

    @Test
    void executable_is_where_the_profile_puts_it() throws IOException {
        assertThat(Dockerfile.NATIVE.text()).contains("/build/target/prometheus-sli-provider-runner ");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<quarkus.package.output-name>prometheus-sli-provider</quarkus.package.output-name>");
    }

    @Test
    void jar_is_built_and_timed_as_it_is_for_the_test_that_starts_it() throws IOException {
        assertThat(Dockerfile.JVM.text()).contains("mv target/quarkus-app /app").doesNotContain("quarkus.package");
        assertThat(Files.readString(Path.of("dev"))).contains("jar_time=" + Dockerfile.JVM.one("touch -d (\\S+)"));
    }

    @Test
    void jvm_options_are_those_of_the_chart() throws IOException {
        assertThat(Files.readString(Path.of("deploy/helm/prometheus-sli-provider/values.yaml")))
                .contains("options: \"" + Dockerfile.JVM.options().replace("-XX:MaxRAMPercentage=50 ", "") + "\"");
    }

    @Test
    void table_of_layers_has_what_the_command_prints_and_the_images_hold() throws IOException {
        List<String> printed = Pattern.compile("(?m)^ +layer '((?:both|JVM|executable): `(/[\\w/]+)`.*?)' ")
                .matcher(Files.readString(Path.of("dev")))
                .results()
                .map(layer -> layer.group(1))
                .toList();
        String document = Files.readString(Path.of("docs/native.md"));

        assertThat(printed).hasSize(7).allSatisfy(layer -> {
            String folder = layer.replaceFirst(".*`(.*)`.*", "$1");
            Dockerfile image = layer.startsWith("executable") ? Dockerfile.NATIVE : Dockerfile.JVM;
            assertThat(image.lastStage()).containsPattern("(?m)^COPY .* " + folder + "(/[\\w.-]*)?$");
            assertThat(layer.startsWith("executable") || document.contains("| " + layer + " | "))
                    .as(layer)
                    .isTrue();
        });
    }
}
