package dev.sliprovider.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said of the workflows without running them. */
class WorkflowsTest {

    private static final Path FOLDER = Path.of(".github/workflows");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflow_is_yaml_with_bounded_jobs_that_may_read_and_no_more(Path file) throws IOException {
        Map<?, ?> workflow = parse(file);

        assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
        assertThat((Map<?, ?>) workflow.get("jobs")).isNotEmpty().allSatisfy((name, job) -> assertThat((Map<?, ?>) job)
                .as("%s", name)
                .extracting("runs-on", "timeout-minutes", "steps")
                .doesNotContainNull());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_action_is_pinned_to_a_commit_and_says_its_version(Path file) throws IOException {
        List<String> uses = Pattern.compile("uses: (.*)")
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(uses)
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_command_that_is_called_exists(Path file) throws IOException {
        String dev = Files.readString(Path.of("dev"));
        List<String> called = Pattern.compile("\\./dev ([a-z]+)")
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(called).isNotEmpty().allSatisfy(command -> assertThat(dev)
                .containsPattern("(?m)^  " + command + "\\)"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void every_script_is_one_that_bash_understands(Path file) throws Exception {
        for (Object job : ((Map<?, ?>) parse(file).get("jobs")).values()) {
            for (Object step : (List<?>) ((Map<?, ?>) job).get("steps")) {
                Object script = ((Map<?, ?>) step).get("run");
                Process bash = new ProcessBuilder("bash", "-n", "-c", script == null ? "" : script.toString())
                        .redirectErrorStream(true)
                        .start();
                String output = new String(bash.getInputStream().readAllBytes());
                assertThat(bash.waitFor()).as("%s: %s", step, output).isZero();
            }
        }
    }

    /** GitHub's own default is bash without it. */
    @ParameterizedTest
    @MethodSource("workflows")
    void a_command_that_fails_before_a_pipe_fails_the_step(Path file) throws IOException {
        assertThat(parse(file).get("defaults")).isEqualTo(Map.of("run", Map.of("shell", "bash")));
    }

    @Test
    void the_executable_is_tested_with_each_change_and_before_it_is_pushed() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("ci.yml")))
                .containsSubsequence("run: ./dev native", "run: ./dev test --native")
                .contains("cancel-in-progress: ${{ github.event_name == 'pull_request' }}");
        assertThat(((Map<?, ?>) parse(FOLDER.resolve("release.yml")).get("jobs"))
                        .get("image")
                        .toString())
                .containsSubsequence(
                        "docker build ",
                        "/usr/local/bin/prometheus-sli-provider\" executable",
                        "SLI_PROVIDER_EXECUTABLE=$PWD/executable ./dev test --native",
                        "docker push");
    }

    @Test
    void both_images_are_built_from_a_dockerfile_that_exists() throws IOException {
        List<Path> files = Pattern.compile("file: (\\S*Dockerfile\\S*?)[,}]")
                .matcher(Files.readString(FOLDER.resolve("release.yml")))
                .results()
                .map(match -> Path.of(match.group(1)))
                .distinct()
                .toList();
        assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).exists());
    }

    /** The script of the step itself, with the tag of a release and with another one. */
    @ParameterizedTest
    @CsvSource({"v%s, 0", "v0.0.0, 1"})
    void a_tag_that_is_not_the_version_of_the_program_stops_the_release_first(String tag, int exitCode)
            throws Exception {
        Map<?, ?> test =
                (Map<?, ?>) ((Map<?, ?>) parse(FOLDER.resolve("release.yml")).get("jobs")).get("test");
        String script = ((List<?>) test.get("steps"))
                .stream()
                        .map(step -> ((Map<?, ?>) step).get("run"))
                        .filter(run -> run != null)
                        .findFirst()
                        .orElseThrow()
                        .toString();
        String version = Pattern.compile("(?m)^  <version>(.*)</version>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        var bash = new ProcessBuilder("bash", "-eo", "pipefail", "-c", script);
        bash.environment().put("GITHUB_REF_NAME", tag.formatted(version));
        assertThat(bash.start().waitFor()).isEqualTo(exitCode);
    }

    @Test
    void what_the_release_changes_in_the_chart_is_there_once() throws IOException {
        List<String> values = Files.readAllLines(Path.of("deploy/helm/prometheus-sli-provider/values.yaml"));
        List<String> changed = Pattern.compile("s#\\^(  \\w+: .*?)\\\\\\$#")
                .matcher(Files.readString(FOLDER.resolve("release.yml")))
                .results()
                .map(match -> match.group(1).replace("\\", ""))
                .toList();
        assertThat(changed)
                .hasSize(3)
                .allSatisfy(line -> assertThat(values).as(line).containsOnlyOnce(line));
    }

    @Test
    void updates_are_looked_for_where_there_are_dependencies() throws IOException {
        assertThat(parse(Path.of(".github/dependabot.yml")).get("updates"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(update -> update.get("package-ecosystem"))
                .containsExactly("maven", "github-actions", "docker");
    }

    @Test
    void updates_of_base_images_are_looked_for_in_the_folder_of_each_dockerfile() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""), 2)) {
            List<String> folders = files.filter(
                            file -> file.getFileName().toString().startsWith("Dockerfile"))
                    .map(file -> file.getParent() == null ? "/" : "/" + file.getParent())
                    .toList();
            assertThat(parse(Path.of(".github/dependabot.yml")).get("updates"))
                    .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                    .filteredOn(update -> update.get("package-ecosystem").equals("docker"))
                    .singleElement()
                    .extracting(update -> update.get("directories"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .containsExactlyInAnyOrderElementsOf(folders);
        }
    }

    @Test
    void what_is_released_is_signed_and_attested_by_the_job_that_makes_it() throws IOException {
        Map<?, ?> jobs = (Map<?, ?>) parse(FOLDER.resolve("release.yml")).get("jobs");
        assertThat(jobs).allSatisfy((name, job) -> {
            String text = job.toString();
            boolean makesAnImage = text.contains("docker push") || text.contains("imagetools create");
            assertThat(text.contains("attest-build-provenance@")).as("%s", name).isEqualTo(makesAnImage);
            assertThat(text.contains("cosign sign")).as("%s", name).isEqualTo(makesAnImage);
            assertThat(text.contains("id-token=write")).as("%s", name).isEqualTo(makesAnImage);
        });
        String publish = jobs.get("publish").toString();
        assertThat(publish).containsSubsequence("helm push", "cosign sign --yes \"$chart\"", "gh release create");
        assertThat(publish).contains("--notes-file target/notes").doesNotContain("--notes-file CHANGELOG.md");
    }

    @Test
    void names_of_images_have_no_capitals_and_bases_are_the_same_for_all_platforms() throws IOException {
        String release = Files.readString(FOLDER.resolve("release.yml"));

        assertThat(Pattern.compile("ghcr\\.io/\\S+").matcher(release).results().map(match -> match.group()))
                .isNotEmpty()
                .allMatch(name -> name.matches("ghcr\\.io/\\$\\{GITHUB_REPOSITORY(_OWNER)?,,}(/charts)?"));
        assertThat(release).containsSubsequence("./dev pin >target/bases", "./dev pin $BASES", "docker build ");
    }

    @Test
    void every_value_of_another_job_or_step_is_one_that_it_has() throws IOException {
        Map<?, ?> jobs = (Map<?, ?>) parse(FOLDER.resolve("release.yml")).get("jobs");
        assertThat(jobs).allSatisfy((name, job) -> {
            String text = job.toString();
            assertThat(Pattern.compile("needs\\.(\\w+)\\.outputs\\.(\\w+)")
                            .matcher(text)
                            .results())
                    .allSatisfy(value -> {
                        assertThat(((Map<?, ?>) job).get("needs").toString()).contains(value.group(1));
                        assertThat((Map<?, ?>) ((Map<?, ?>) jobs.get(value.group(1))).get("outputs"))
                                .asString()
                                .contains(value.group(2) + "=");
                    });
            assertThat(Pattern.compile("steps\\.(\\w+)\\.outputs").matcher(text).results())
                    .allSatisfy(value -> assertThat(text).contains("id=" + value.group(1)));
        });
    }

    private static Map<?, ?> parse(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }
}
