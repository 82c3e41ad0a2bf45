package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of the chart is compared with the chart, and their commands are ones. */
class DeploymentDocumentsTest {

    private static final Path KUBERNETES = Path.of("docs/kubernetes.md");
    private static final Path MIGRATION = Path.of("docs/migration.md");
    private static final Path README = Path.of("README.md");

    @Test
    void every_value_is_documented_with_its_default() throws IOException {
        var inDocument = new TreeMap<String, String>();
        rows(KUBERNETES, "\\| `([a-zA-Z0-9.]+)` \\| ([^|]+) \\| \\S.* \\|")
                .forEach(row -> inDocument.put(row.group(1), row.group(2)));
        assertThat(inDocument).isEqualTo(values());
    }

    @Test
    void every_value_to_which_the_migration_leads_exists() throws IOException {
        List<MatchResult> rows = rows(MIGRATION, "\\| `[a-zA-Z0-9._]+` \\| (?:`([a-zA-Z0-9.]+)`|–) \\| .*\\|")
                .toList();
        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(rows.stream().map(row -> row.group(1)).filter(value -> value != null))
                .isSubsetOf(values().keySet());
    }

    @Test
    void every_yaml_snippet_is_values_of_the_chart() throws IOException {
        List<String> snippets = snippets(KUBERNETES, "yaml").toList();
        assertThat(snippets).isNotEmpty().allSatisfy(snippet -> assertThat(Chart.text(snippet))
                .contains("kind: Deployment"));
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> readmes = Files.walk(Path.of("deploy"))) {
            List<Path> found =
                    readmes.filter(file -> file.endsWith("README.md")).toList();
            return Stream.concat(found.stream(), Stream.of(KUBERNETES, MIGRATION, README));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_command_can_be_parsed_and_names_folders_that_exist(Path document) throws Exception {
        List<String> snippets = snippets(document, "sh").toList();
        assertThat(snippets).isNotEmpty();
        for (String snippet : snippets) {
            Process shell = new ProcessBuilder("bash", "-n", "-c", snippet)
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(shell.getInputStream().readAllBytes())).isEmpty();
            assertThat(shell.waitFor()).as(snippet).isZero();
            assertThat(matches(snippet, "\\b((?:deploy|sli-examples)/\\S+)").map(match -> Path.of(match.group(1))))
                    .filteredOn(path -> !path.startsWith("deployment"))
                    .allSatisfy(path -> assertThat(path).exists());
        }
    }

    static Stream<String> installations() throws IOException {
        var lines = new ArrayList<String>();
        for (Path document : List.of(KUBERNETES, MIGRATION, README)) {
            snippets(document, "sh")
                    .flatMap(snippet -> snippet.replaceAll("\\\\\\R", " ").lines())
                    .filter(line -> line.contains("deploy/helm/prometheus-sli-provider"))
                    .forEach(lines::add);
        }
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void every_installation_sets_values_that_the_chart_takes(String line) {
        var template =
                Chart.helm().template().withName("prometheus-sli-provider").withKubeVersion("1.29.0");
        matches(line, "--set \"?([^\\s=\"]+)=([^\\s\"]+)").forEach(set -> {
            if (set.group(2).startsWith("{")) {
                template.withValuesFile(list(set.group(1), set.group(2)));
            } else {
                template.set(set.group(1), set.group(2));
            }
        });
        assertThat(template.call()).contains("kind: Deployment");
    }

    /** Helm's command line reads {@code a.b={c,d}} as a list; its library does not, but both read files. */
    private static Path list(String name, String value) {
        String[] names = name.split("\\.");
        String yaml = String.join(": {", names) + ": " + value.replace('{', '[').replace('}', ']')
                + "}".repeat(names.length - 1);
        try {
            return Files.writeString(Files.createTempFile("list", ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Values that are not of this chart but of Kubernetes' are one. */
    private static Map<String, String> values() throws IOException {
        var values = new TreeMap<String, String>();
        flatten(
                "",
                Chart.parsed(Files.readString(Chart.FOLDER.resolve("values.yaml")))
                        .getFirst(),
                values);
        return values;
    }

    private static void flatten(String prefix, Map<String, Object> from, Map<String, String> into) {
        from.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map && !map.isEmpty() && !name.equals("resources")) {
                flatten(prefix + name + ".", Chart.map(map), into);
            } else {
                into.put(prefix + name, shown(value));
            }
        });
    }

    private static String shown(Object value) {
        boolean scalar = !(value instanceof Map || value instanceof List || value.equals(""));
        return scalar ? "`" + value + "`" : "–";
    }

    private static Stream<String> snippets(Path document, String language) throws IOException {
        return matches(Files.readString(document), "(?ms)^ *```" + language + "\\R(.*?)^ *```")
                .map(match -> match.group(1));
    }

    private static Stream<MatchResult> rows(Path document, String row) throws IOException {
        return matches(Files.readString(document), "(?m)^" + row + "$");
    }

    private static Stream<MatchResult> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
