package dev.sliprovider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the sources with the table of packages in ARCHITECTURE.md, and with a few habits. */
class PackageRulesTest {

    private static final Path ROOT = Path.of("src/main/java/dev/sliprovider");
    private static final String MAIN = "";

    /** How the table calls libraries, and how their packages begin. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "java.*", "java.",
            "Jackson", "com.fasterxml.jackson.",
            "Qute", "io.quarkus.qute.",
            "CloudEvents", "io.cloudevents.");

    private static final Map<String, Rule> RULES = rules();

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
    private static final Pattern OWN = Pattern.compile("\\bdev\\.sliprovider\\.([a-z]+)\\b");

    /**
     * What a package may import.
     *
     * @param packages our own packages besides itself
     * @param libraries how the names of libraries begin; empty for any library
     */
    private record Rule(Set<String> packages, List<String> libraries) {}

    private record Source(Path file, String text) {

        String folder() {
            Path parent = ROOT.relativize(file).getParent();
            return parent == null ? MAIN : parent.toString();
        }

        boolean isIn(String folder) {
            return folder().equals(folder);
        }
    }

    @Test
    void every_package_has_its_rule() {
        Set<String> folders = new TreeSet<>();
        sources().forEach(source -> folders.add(source.folder()));
        assertThat(folders).isEqualTo(new TreeSet<>(RULES.keySet()));
    }

    @Test
    void a_package_sees_only_what_it_may() {
        assertThat(sources().flatMap(source -> OWN.matcher(source.text())
                        .results()
                        .map(match -> match.group(1))
                        .filter(seen ->
                                !source.isIn(seen) && !rule(source).packages().contains(seen))
                        .map(seen -> source.file() + " sees " + seen)))
                .isEmpty();
    }

    @Test
    void a_package_uses_only_the_libraries_that_it_may() {
        assertThat(sources()
                        .filter(source -> !rule(source).libraries().isEmpty())
                        .flatMap(source -> IMPORT.matcher(source.text())
                                .results()
                                .map(match -> match.group(1))
                                .filter(name -> !name.startsWith("dev.sliprovider."))
                                .filter(name ->
                                        rule(source).libraries().stream().noneMatch(name::startsWith))
                                .map(name -> source.file() + " imports " + name)))
                .isEmpty();
    }

    /** Another kind of work is a package of its own that nothing else has to know. */
    @Test
    void only_its_own_package_and_the_commands_know_the_task_of_retrieving_indicators() {
        assertThat(matching(
                        "GET_SLI_|\"get-sli[\".]|\\bGetSli[A-Z]",
                        "getsli",
                        "evaluation",
                        "evaluator",
                        "gate",
                        "lighthouse",
                        "cli"))
                .isEmpty();
    }

    @Test
    void no_package_is_named_for_a_technique() {
        assertThat(RULES.keySet())
                .doesNotContain("util", "utils", "common", "helper", "model", "impl", "dto", "config", "service");
    }

    @Test
    void only_commands_write_to_the_terminal() {
        assertThat(matching("System\\.(out|err)\\b", "cli")).isEmpty();
    }

    /** The methods of a history block, as those of a directory do: its callers have threads for them. */
    @Test
    void only_commands_and_histories_wait() {
        assertThat(matching("\\.await\\(\\)|Thread\\.sleep", "cli", "store")).isEmpty();
    }

    @Test
    void nothing_catches_everything() {
        assertThat(matching("catch \\((final )?(Exception|RuntimeException|Throwable|Error)\\b", "nowhere"))
                .isEmpty();
    }

    @Test
    void nothing_reads_the_environment_or_the_configuration_by_hand() {
        assertThat(matching("System\\.getenv|@ConfigProperty|@Inject\\b[^;(]*;", "cli"))
                .isEmpty();
    }

    @Test
    void no_setting_is_a_system_property() {
        assertThat(matching("System\\.setProperty\\((?!\"jdk\\.)", "nowhere")).isEmpty();
    }

    /** Its https handler is not in the native executable; Vert.x uses it behind {@code setAbsoluteURI}. */
    @Test
    void addresses_are_never_read_by_java_net_url() {
        assertThat(matching("java\\.net\\.URL\\b|\\bnew URL\\(|toURL\\(|setAbsoluteURI", "nowhere"))
                .isEmpty();
    }

    private static Rule rule(Source source) {
        return RULES.get(source.folder());
    }

    /** The rows of the table: name, contents, imports. */
    private static Map<String, Rule> rules() {
        var rules = new LinkedHashMap<String, Rule>();
        Pattern.compile("(?m)^\\| `([a-z]+)` \\|[^|]+\\| ([^|]+) \\|$")
                .matcher(text(Path.of("ARCHITECTURE.md")))
                .results()
                .forEach(row -> rules.put(row.group(1), rule(row.group(2).replace("`", ""), rules.keySet())));
        rules.put(MAIN, new Rule(Set.of("cli"), List.of()));
        return rules;
    }

    /** @param imports packages, then a semicolon and the only libraries; one of the two may be missing */
    private static Rule rule(String imports, Set<String> above) {
        List<String> parts = Arrays.asList(imports.split("; "));
        List<String> libraries = parts.getLast().endsWith(" only")
                ? Stream.of(parts.getLast().replace(" only", "").split(", "))
                        .map(PackageRulesTest::library)
                        .toList()
                : List.of();
        String packages = parts.size() > 1 || libraries.isEmpty() ? parts.getFirst() : "–";
        return new Rule(
                switch (packages) {
                    case "–" -> Set.of();
                    case "all of the above" -> Set.copyOf(above);
                    default -> Set.of(packages.split(", "));
                },
                libraries);
    }

    private static String library(String name) {
        return Optional.ofNullable(LIBRARIES.get(name)).orElseThrow(() -> new AssertionError("library " + name));
    }

    private static Stream<String> matching(String pattern, String... allowed) {
        Pattern regex = Pattern.compile(pattern);
        return sources()
                .filter(source -> !List.of(allowed).contains(source.folder()))
                .filter(source -> regex.matcher(source.text()).find())
                .map(source -> source.file() + " has " + pattern);
    }

    private static Stream<Source> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(PackageRulesTest::source)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source source(Path file) {
        return new Source(file, text(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
