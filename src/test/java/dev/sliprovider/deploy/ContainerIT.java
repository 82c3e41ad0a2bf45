package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.Program;
import dev.sliprovider.secrets.Written;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be seen of the images without an engine for containers. */
class ContainerIT {

    private static final String NATIVE = "Dockerfile.native";
    private static final String JVM = "deploy/Dockerfile.jvm";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, JVM})
    void what_is_copied_from_the_project_exists_and_is_not_ignored(String dockerfile) throws IOException {
        List<String> allowed = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = matches(dockerfile, "(?m)^COPY (?!--)(\\S+) \\S+$")
                .map(match -> match.group(1).replaceFirst("^\\./", ""))
                .toList();

        assertThat(copied).contains("pom.xml", "src/main", "LICENSE").allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(allowed).contains(source);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, JVM})
    void what_is_copied_from_a_stage_is_of_a_stage_above(String dockerfile) throws IOException {
        String text = Files.readString(Path.of(dockerfile));

        assertThat(matches(dockerfile, "(?m)^COPY --from=(\\S+)")).isNotEmpty().allSatisfy(match -> assertThat(
                        text.substring(0, match.start()))
                .containsPattern("(?m)^FROM \\S+ AS " + match.group(1) + "$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, JVM})
    void image_fits_the_restricted_profile_and_the_chart(String dockerfile) throws IOException {
        String image = lastStage(dockerfile);

        assertThat(matches(dockerfile, "(?m)^USER (.*)$").toList().getLast().group(1))
                .isEqualTo("65532");
        assertThat(image)
                .contains("\nUSER 65532\n", "\nEXPOSE 8080 9000\n", "\nCMD [\"serve\"]\n")
                .doesNotContain("HEALTHCHECK", "VOLUME", "\nRUN ")
                .contains(Stream.of("title", "description", "licenses", "version", "revision")
                        .map(label -> "org.opencontainers.image." + label + "=")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, JVM})
    void libraries_are_fetched_before_the_sources_are_copied(String dockerfile) throws IOException {
        assertThat(Files.readString(Path.of(dockerfile)))
                .containsSubsequence("COPY pom.xml", "quarkus:go-offline", "COPY src/main", " package ");
    }

    @ParameterizedTest
    @ValueSource(strings = {NATIVE, JVM})
    void the_command_that_the_chart_s_notes_name_is_on_the_path(String dockerfile) throws IOException {
        assertThat(Files.readString(Path.of("deploy/helm/prometheus-sli-provider/templates/NOTES.txt")))
                .contains("-- prometheus-sli-provider check");
        assertThat(lastStage(dockerfile)).containsPattern("COPY --from=.* /usr/local/bin/prometheus-sli-provider\n");
    }

    @Test
    void executable_is_where_the_profile_puts_it() throws IOException {
        assertThat(Files.readString(Path.of(NATIVE))).contains("/build/target/prometheus-sli-provider-runner ");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<quarkus.package.output-name>prometheus-sli-provider</quarkus.package.output-name>");
    }

    @Test
    void jvm_options_are_those_of_the_chart() throws IOException {
        assertThat(Files.readString(Path.of("deploy/helm/prometheus-sli-provider/values.yaml")))
                .contains("options: \"" + options().replace("-XX:MaxRAMPercentage=50 ", "") + "\"");
    }

    @Test
    void entry_point_of_the_jvm_image_serves_where_nothing_can_be_written() throws Exception {
        Path app = readOnlyCopy();
        List<String> before = names(app);
        int management = Program.freePort();
        var command = new ArrayList<>(words("ENTRYPOINT"));
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.getFirst())
                        .toString());
        command.addAll(words("CMD"));
        command.addAll(List.of("--transport=http", "--port=" + Program.freePort(), "--management-port=" + management));
        var builder = new ProcessBuilder(command)
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Written.processOutput().toFile());
        // Before Java 24 there is no AOT cache.
        String options = options() + " -XX:+IgnoreUnrecognizedVMOptions -Djava.io.tmpdir="
                + Files.createDirectory(directory.resolve("tmp"));
        builder.environment().putAll(Map.of("JAVA_TOOL_OPTIONS", options, "PROMETHEUS_ENDPOINT", "http://127.0.0.1:1"));
        Process process = builder.start();
        try {
            var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> client.send(ready, Written.answer()).statusCode() == 200);
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(names(app)).isEqualTo(before);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The packaged program as the image has it, without the right to write. */
    private Path readOnlyCopy() throws IOException {
        Path source = Path.of("target/quarkus-app");
        Path app = directory.resolve("app");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, app.resolve(source.relativize(file).toString()));
            }
        }
        assertThat(app.toFile().setWritable(false)).isTrue();
        return app;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static String options() throws IOException {
        return matches(JVM, "(?m)^ENV JAVA_TOOL_OPTIONS=\"(.*)\"$")
                .toList()
                .getFirst()
                .group(1);
    }

    private static List<String> words(String instruction) throws IOException {
        String list = matches(JVM, "(?m)^" + instruction + " \\[(.*)]$")
                .toList()
                .getFirst()
                .group(1);
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(list)
                .results()
                .map(word -> word.group(1))
                .toList();
    }

    private static String lastStage(String dockerfile) throws IOException {
        String text = Files.readString(Path.of(dockerfile));
        return text.substring(text.lastIndexOf("\nFROM "));
    }

    private static Stream<MatchResult> matches(String dockerfile, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(dockerfile)))
                .results();
    }
}
