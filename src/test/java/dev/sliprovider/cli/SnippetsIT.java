package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the READMEs do what they are there for. */
class SnippetsIT {

    private static final Pattern RUN = Pattern.compile(
            "(?m)^ *\\./dev run ((?:get-sli|check|validate|generate-completion)(?:[^\\n\\\\]|\\\\\\n)*)$");

    @TempDir
    Path directory;

    static Stream<String> commands() throws IOException {
        try (Stream<Path> files = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("sli-examples")))) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(file -> RUN.matcher(read(file)).results().map(match -> match.group(1)))
                    .map(command -> command.replaceAll("\\\\\\R", " ")
                            .replaceAll("\\s+", " ")
                            .strip())
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_is_understood_and_asks_prometheus(String command) throws Exception {
        var prometheus = new FakePrometheus();
        String[] arguments =
                command.replaceAll("http://localhost:\\d+", prometheus.url()).split(" ");
        boolean asks = command.matches("(?:get-sli|check) .*");
        Program.Result result = asks ? Program.run(arguments) : GateHarness.likeProgram("", arguments);
        prometheus.stop();

        assertThat(result.exitCode()).as(result.err()).isNotEqualTo(2);
        assertThat(prometheus.requests().isEmpty()).isEqualTo(!asks);
        assertThat(result.out() + result.err()).doesNotContain("unresolved placeholder", "unknown indicator");
    }

    @Test
    void the_curl_line_of_the_readme_shows_the_whole_thing() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Matcher curl = Pattern.compile("curl -s -H '([^:]+): ([^']+)' --data @(\\S+) http://localhost:8080(\\S+)")
                .matcher(readme);
        assertThat(curl.find()).isTrue();
        Matcher serve = Pattern.compile(
                        "(?m)^PROMETHEUS_ENDPOINT=\\S+ SLI_PROVIDER_RESOURCE_DIRECTORY=(\\S+) \\./dev run serve --transport http$")
                .matcher(readme);
        assertThat(serve.find()).isTrue();
        var prometheus = new FakePrometheus();
        var service = new Service(
                directory,
                Map.of("PROMETHEUS_ENDPOINT", prometheus.url(), "SLI_PROVIDER_RESOURCE_DIRECTORY", serve.group(1)),
                "--transport=http");
        try {
            service.awaitReady();
            var request =
                    service.event(Files.readString(Path.of(curl.group(3)))).setHeader(curl.group(1), curl.group(2));
            URI address = request.build().uri().resolve(curl.group(4));
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.uri(address).build(), ProgramOutput.answer());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new ObjectMapper().readTree(answer.body()).at("/data/get-sli/indicatorValues"))
                    .hasSize(4);
        } finally {
            service.close();
            prometheus.stop();
        }
    }

    @Test
    void every_command_of_dev_that_is_named_exists() throws IOException {
        String dev = Files.readString(Path.of("dev"));
        List<String> named = Stream.of("README.md", "CONTRIBUTING.md")
                .flatMap(file -> Pattern.compile("\\./dev ([a-z]+)")
                        .matcher(read(Path.of(file)))
                        .results())
                .map(match -> match.group(1))
                .distinct()
                .filter(word -> !List.of("alone").contains(word))
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(command -> assertThat(dev)
                .containsPattern("(?m)^  " + command + "\\)"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
