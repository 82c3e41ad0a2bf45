package dev.sliprovider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the table of packages and what they may see (ARCHITECTURE.md), and a few habits, by reading the sources. */
class PackageRulesTest {

    private static final Path ROOT = Path.of("src/main/java/dev/sliprovider");
    private static final String MAIN = "";

    /** Our own packages that each package may see besides itself. */
    private static final Map<String, Set<String>> SEES = Map.ofEntries(
            Map.entry("sli", Set.of()),
            Map.entry("promql", Set.of()),
            Map.entry("diagnosis", Set.of("promql", "sli")),
            Map.entry("slo", Set.of("sli")),
            Map.entry("evaluation", Set.of("slo", "sli")),
            Map.entry("history", Set.of("evaluation", "slo", "sli")),
            Map.entry("report", Set.of("slo", "sli")),
            Map.entry("waiting", Set.of()),
            Map.entry("settings", Set.of()),
            Map.entry("http", Set.of("waiting", "settings")),
            Map.entry("keptn", Set.of()),
            Map.entry("task", Set.of("keptn", "waiting", "settings")),
            Map.entry("oauth", Set.of("http", "waiting")),
            Map.entry("keptnapi", Set.of("http", "oauth", "waiting", "settings")),
            Map.entry("resource", Set.of("keptnapi", "http", "waiting", "settings", "slo", "sli")),
            Map.entry("prometheus", Set.of("http", "oauth", "waiting", "settings", "sli")),
            Map.entry("endpoint", Set.of("prometheus", "http", "oauth", "waiting", "settings", "sli")),
            Map.entry("check", Set.of("http", "endpoint", "prometheus", "waiting", "sli")),
            Map.entry(
                    "getsli",
                    Set.of(
                            "task",
                            "keptn",
                            "resource",
                            "endpoint",
                            "prometheus",
                            "diagnosis",
                            "waiting",
                            "settings",
                            "sli")),
            Map.entry("transport", Set.of("task", "keptnapi", "http", "keptn", "waiting", "settings")),
            Map.entry("nats", Set.of("transport", "task", "keptn", "settings", "waiting")),
            Map.entry("controlplane", Set.of("keptnapi", "http", "transport", "task", "keptn", "settings", "waiting")),
            Map.entry("polling", Set.of("keptnapi", "http", "transport", "task", "keptn", "settings", "waiting")),
            Map.entry(
                    "cli",
                    Set.of(
                            "sli",
                            "http",
                            "evaluation",
                            "history",
                            "report",
                            "slo",
                            "oauth",
                            "keptnapi",
                            "nats",
                            "polling",
                            "waiting",
                            "settings",
                            "keptn",
                            "promql",
                            "resource",
                            "endpoint",
                            "prometheus",
                            "check",
                            "task",
                            "getsli",
                            "transport",
                            "controlplane")),
            Map.entry(MAIN, Set.of("cli")));

    /** Libraries of the packages that are plain Java; the others may use any. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "sli", List.of("java."),
            "promql", List.of("java."),
            "diagnosis", List.of("java."),
            "slo", List.of("java."),
            "evaluation", List.of("java.", "com.fasterxml.jackson."),
            "report", List.of("java."),
            "history", List.of("java.", "com.fasterxml.jackson."),
            "keptn", List.of("java.", "com.fasterxml.jackson.", "io.cloudevents."));

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
    private static final Pattern OWN = Pattern.compile("\\bdev\\.sliprovider\\.([a-z]+)\\b");

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
        assertThat(folders).isEqualTo(new TreeSet<>(SEES.keySet()));
    }

    @Test
    void a_package_sees_only_what_it_may() {
        assertThat(sources().flatMap(source -> OWN.matcher(source.text())
                        .results()
                        .map(match -> match.group(1))
                        .filter(seen ->
                                !source.isIn(seen) && !SEES.get(source.folder()).contains(seen))
                        .map(seen -> source.file() + " sees " + seen)))
                .isEmpty();
    }

    @Test
    void the_core_uses_plain_java() {
        assertThat(sources()
                        .filter(source -> LIBRARIES.containsKey(source.folder()))
                        .flatMap(source -> IMPORT.matcher(source.text())
                                .results()
                                .map(match -> match.group(1))
                                .filter(name -> !name.startsWith("dev.sliprovider."))
                                .filter(name ->
                                        LIBRARIES.get(source.folder()).stream().noneMatch(name::startsWith))
                                .map(name -> source.file() + " imports " + name)))
                .isEmpty();
    }

    /** Another kind of work is a package of its own that nothing else has to know. */
    @Test
    void only_its_own_package_and_the_commands_know_the_task_of_retrieving_indicators() {
        assertThat(matching("GET_SLI_|\"get-sli[\".]|\\bGetSli[A-Z]", "getsli", "evaluation", "cli"))
                .isEmpty();
    }

    @Test
    void no_package_is_named_for_a_technique() {
        assertThat(SEES.keySet())
                .doesNotContain("util", "utils", "common", "helper", "model", "impl", "dto", "config", "service");
    }

    @Test
    void only_commands_write_to_the_terminal() {
        assertThat(matching("System\\.(out|err)\\b", "cli")).isEmpty();
    }

    @Test
    void only_commands_wait() {
        assertThat(matching("\\.await\\(\\)|Thread\\.sleep", "cli")).isEmpty();
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
        try {
            return new Source(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
