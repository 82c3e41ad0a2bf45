package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PrometheusServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** Every fenced block of every document says its language, and is one of that language. */
class DocumentedCommandsTest {

    record Snippet(Path document, String language, String text) {
        @Override
        public String toString() {
            return document + ", " + language + ": " + text.lines().findFirst().orElse("");
        }
    }

    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```([^\\n]*)\\n(.*?)^\\1```$");
    /** Also behind "kubectl exec … --" and "docker run …"; what has a slash, a dot or a colon is a release, a chart, a file. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:\\./dev run|prometheus-sli-provider(?::[\\d.]+)?) +([a-z][a-z-]*)(?![\\w/:.-])([^#|>\\n]*)");

    private static final Pattern OPTION = Pattern.compile("(?<=\\s)(--?[a-z][a-z-]*)");

    static Stream<Snippet> snippets() throws IOException {
        return documents().flatMap(DocumentedCommandsTest::snippets).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_is_of_its_language(Snippet snippet) throws Exception {
        switch (snippet.language()) {
            case "sh" -> accepted(snippet.text(), "bash", "-n");
            case "yaml" ->
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .loadAll(snippet.text())
                        .forEach(document -> assertThat(document).isNotNull());
            case "json" ->
                assertThat(new ObjectMapper().readTree(snippet.text())).isNotEmpty();
            case "promql" ->
                accepted(
                        "groups: [{name: snippet, rules: [{record: a, expr: '"
                                + snippet.text().replace("'", "''") + "'}]}]",
                        PrometheusServer.program("PROMTOOL_BIN"),
                        "check",
                        "rules",
                        "/dev/stdin");
            // Compared with code that is compiled and run, by IntegrationsTest.
            case "java" -> assertThat(snippet.text()).startsWith("package ");
            // Run by HistoryDatabaseTest.
            case "sql" -> assertThat(snippet.text().strip()).endsWith(";");
            case "text" -> assertThat(snippet.text()).isNotBlank();
            default -> throw new AssertionError("no language that is checked: \"" + snippet.language() + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void every_command_and_option_in_it_exists(Snippet snippet) {
        String joined = snippet.text().replaceAll("\\\\?\\n +", " ");
        Matcher called = PROGRAM.matcher(snippet.language().equals("text") ? "" : joined);
        while (called.find()) {
            CommandLine command = Cli.commandLine().getSubcommands().get(called.group(1));
            assertThat(command).as(called.group()).isNotNull();
            if (!command.getSubcommands().isEmpty()) {
                String verb = called.group(2).strip().split(" +")[0];
                assertThat(command.getSubcommands()).as(called.group()).containsKey(verb);
                command = command.getSubcommands().get(verb);
            }
            Set<String> options = command.getCommandSpec().optionsMap().keySet();
            assertThat(OPTION.matcher(called.group(2)).results().map(match -> match.group(1)))
                    .as(called.group())
                    .allMatch(options::contains);
        }
    }

    @Test
    void every_command_of_dev_that_a_document_names_exists() throws IOException {
        String dev = Files.readString(Path.of("dev"));
        var named = new ArrayList<String>();
        for (Path document : documents().toList()) {
            Pattern.compile("(?:`|^)\\./dev ([a-z]+)", Pattern.MULTILINE)
                    .matcher(Files.readString(document))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(named::add);
        }

        assertThat(named).hasSizeGreaterThan(10).allSatisfy(command -> assertThat(dev)
                .containsPattern("(?m)^  " + command + "\\)"));
    }

    private static Stream<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        for (String folder : List.of("docs", "sli-examples", "deploy", "src/test/scenarios")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        try (Stream<Path> files = Files.list(Path.of(""))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents.stream().sorted();
    }

    private static Stream<Snippet> snippets(Path document) {
        try {
            return BLOCK.matcher(Files.readString(document))
                    .results()
                    .map(block ->
                            new Snippet(document, block.group(2), block.group(3).stripIndent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accepted(String text, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var input = process.outputWriter()) {
            input.write(text);
        }
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
