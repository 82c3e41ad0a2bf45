package dev.sliprovider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.controlplane.ControlPlaneConfig;
import dev.sliprovider.endpoint.EndpointsConfig;
import dev.sliprovider.endpoint.KubernetesConfig;
import dev.sliprovider.endpoint.Setting;
import dev.sliprovider.gateapi.GateConfig;
import dev.sliprovider.getsli.GetSliConfig;
import dev.sliprovider.getsli.WindowConfig;
import dev.sliprovider.keptnapi.GatewayConfig;
import dev.sliprovider.lighthouse.LighthouseConfig;
import dev.sliprovider.nats.JetStreamConfig;
import dev.sliprovider.nats.NatsConfig;
import dev.sliprovider.polling.PollingConfig;
import dev.sliprovider.prometheus.PrometheusConfig;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Placeholders;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.store.HistoryConfig;
import dev.sliprovider.task.TaskConfig;
import dev.sliprovider.transport.EventsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say of the code is compared with the code. */
class DocumentationTest {

    private static final List<Class<?>> MAPPINGS = List.of(
            GetSliConfig.class,
            WindowConfig.class,
            EventsConfig.class,
            LighthouseConfig.class,
            GatewayConfig.class,
            NatsConfig.class,
            JetStreamConfig.class,
            ControlPlaneConfig.class,
            PollingConfig.class,
            TaskConfig.class,
            PrometheusConfig.class,
            EndpointsConfig.class,
            KubernetesConfig.class,
            ResourceConfig.class,
            HistoryConfig.class,
            GateConfig.class);

    @Test
    void every_setting_is_documented_with_its_default() throws IOException {
        var inCode = new TreeMap<String, String>();
        for (Class<?> mapping : MAPPINGS) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            addSettings(prefix, mapping, inCode);
        }
        var inDocument = new TreeMap<String, String>();
        rows("docs/configuration.md", "\\| `(sli-provider\\.[a-z.-]+)` \\| ([^|]+) \\| \\S.* \\|")
                .forEach(row -> inDocument.put(row.group(1), row.group(2)));

        assertThat(inDocument).isEqualTo(inCode);
    }

    private static void addSettings(String prefix, Class<?> mapping, Map<String, String> inCode) {
        Arrays.stream(mapping.getDeclaredMethods())
                .filter(m -> !m.isSynthetic() && !m.isDefault())
                .forEach(method -> {
                    WithDefault standard = method.getAnnotation(WithDefault.class);
                    String name = prefix + "."
                            + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                    if (method.getReturnType().getName().startsWith("dev.sliprovider.")
                            && method.getReturnType().isInterface()) {
                        addSettings(name, method.getReturnType(), inCode);
                    } else {
                        inCode.put(name, standard == null ? "–" : "`" + standard.value() + "`");
                    }
                });
    }

    @Test
    void every_other_name_of_a_setting_is_documented() throws IOException {
        Set<String> inProperties = rows("src/main/resources/application.properties", "(sli-provider\\.[a-z.-]+)=(.*)")
                .flatMap(row -> Pattern.compile("\\$\\{([A-Z0-9_]+):")
                        .matcher(row.group(2))
                        .results()
                        .map(variable -> variable.group(1) + " for " + row.group(1)))
                .collect(Collectors.toSet());
        Set<String> inDocument = rows("docs/configuration.md", "\\| `([A-Z0-9_]+)` \\| `(sli-provider\\.[a-z.-]+)` \\|")
                .map(row -> row.group(1) + " for " + row.group(2))
                .collect(Collectors.toSet());

        assertThat(inDocument).isEqualTo(inProperties);
    }

    @Test
    void every_reason_is_documented() throws IOException {
        Map<String, String> inDocument = rows("docs/errors.md", "\\| `([a-z_]+)` \\| ([^|]+) \\| [^|]+ \\| [^|]+ \\|")
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        Map<String, String> inCode = Arrays.stream(Reason.values())
                .collect(Collectors.toMap(reason -> reason.name().toLowerCase(Locale.ROOT), Reason::words));

        assertThat(inDocument).isEqualTo(inCode);
    }

    @Test
    void every_failure_of_a_request_is_documented_with_its_remedy() throws IOException {
        var inDocument = rows("docs/errors.md", "\\| ([^|]+) \\| [^|]+ \\| ([^|]+) \\| (yes|no) \\| `([a-z_]+)` \\|")
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> List.of(row.group(2), row.group(3), row.group(4))));
        for (QueryFailure.Kind kind : QueryFailure.Kind.values()) {
            List<String> row = inDocument.remove(kind.says());
            assertThat(row).as(kind.says()).isNotNull();
            assertThat(row.get(0)).contains(kind.remedy());
            assertThat(row.subList(1, 3))
                    .as(kind.says())
                    .containsExactly(
                            kind.isRepeated() ? "yes" : "no",
                            kind.reason().name().toLowerCase(Locale.ROOT));
        }
        assertThat(inDocument).isEmpty();
    }

    @Test
    void every_setting_of_an_endpoint_is_documented() throws IOException {
        assertThat(rows("docs/endpoints.md", "\\| `(PROMETHEUS_[A-Z0-9_]+)` \\| \\S.* \\|")
                        .map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(Setting::key).toList());
    }

    @Test
    void every_placeholder_is_documented() throws IOException {
        Set<String> inDocument = rows("docs/sli-yaml.md", "\\| `\\$([A-Z_]+)` \\| .*")
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(inDocument).containsExactlyInAnyOrderElementsOf(Placeholders.BUILT_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "CONTRIBUTING.md", "docs/decisions.md"})
    void every_class_that_is_named_exists(String document) throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> named = rows(document, "`(?:[a-z]+/)?([A-Z][a-z]+(?:[A-Z][A-Za-z]*)?)(?:`|\\()")
                .map(row -> row.group(1))
                .filter(name -> !Set.of("Uni", "Multi", "Callable", "QuarkusApplication")
                        .contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty();
        assertThat(classes).containsAll(named);
    }

    @Test
    void every_link_between_documents_leads_somewhere() throws IOException {
        for (Path document : documents()) {
            rows(document.toString(), "\\]\\(([^)#:]+)(?:#[^)]*)?\\)")
                    .forEach(link -> assertThat(document.resolveSibling(link.group(1)))
                            .as("link in %s", document)
                            .exists());
        }
    }

    @Test
    void every_yaml_snippet_is_a_valid_sli_yaml() throws IOException {
        Pattern block = Pattern.compile("```yaml\\R(.*?)```", Pattern.DOTALL);
        for (String document : List.of("README.md", "docs/sli-yaml.md")) {
            List<String> snippets = block.matcher(Files.readString(Path.of(document)))
                    .results()
                    .map(match -> match.group(1))
                    .filter(snippet -> snippet.contains("spec_version:"))
                    .toList();
            assertThat(snippets).isNotEmpty();
            assertThat(snippets).allSatisfy(snippet -> assertThat(
                            SliYaml.parse(document, snippet).problems())
                    .isEmpty());
        }
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("sli-examples"))) {
            return files.filter(file -> file.endsWith("sli.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_renders(Path file) throws IOException {
        var task = new SliTask(
                new Scope("bookshop", "preprod", "catalog"),
                "canary",
                Timeframe.parse("2024-03-05T09:01:30Z", "2024-03-05T09:11:30Z"),
                List.of(),
                List.of(new Filter("topic", "orders")),
                Map.of("version", "1.4.0"),
                Optional.empty());
        SliYaml yaml = SliYaml.parse(file.toString(), Files.readString(file));

        assertThat(yaml.problems()).isEmpty();
        assertThat(yaml.config().queries()).isNotEmpty().allSatisfy((name, query) -> {
            assertThat(query.plan(name, task)).isInstanceOf(PlannedQuery.Ready.class);
            assertThat(((QueryTemplate) query).fixedWindow()).isEmpty();
        });
    }

    @Test
    void there_are_six_examples_and_each_says_what_it_measures() throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(Path.of("sli-examples"))) {
            folders = entries.filter(Files::isDirectory).toList();
        }
        assertThat(folders).hasSizeGreaterThanOrEqualTo(6).allSatisfy(folder -> {
            assertThat(Files.readAllLines(folder.resolve("README.md"))).hasSizeGreaterThan(3);
            assertThat(folder.resolve("slo.yaml")).exists();
            assertThat(Files.readString(Path.of("sli-examples/README.md")))
                    .contains(folder.getFileName().toString());
        });
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files =
                Stream.of(".", "docs", "sli-examples", "src/test/scenarios").flatMap(DocumentationTest::list)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static Stream<Path> list(String folder) {
        try {
            return Files.list(Path.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> rows(String file, String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(Path.of(file))).results().toList().stream();
    }
}
