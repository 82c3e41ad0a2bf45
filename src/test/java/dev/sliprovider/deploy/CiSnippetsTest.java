package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.sliprovider.cli.ParsedCommands;
import dev.sliprovider.resource.SloYaml;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The snippets for CI systems are of their language, and the program knows every option that they give it. */
class CiSnippetsTest {

    private static final Path FOLDER = Path.of("deploy/ci");

    /** The end of a command in a script: its arguments on one line, or folded. */
    private static final Pattern IN_SCRIPT = Pattern.compile("(?m)\\bevaluate (--[^\\n]+)$");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("slo.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_program_knows_every_option(Path file) throws IOException {
        List<List<String>> commands = commands(file);

        assertThat(commands).isNotEmpty().allSatisfy(arguments -> assertThat(ParsedCommands.failure(arguments))
                .as(String.join(" ", arguments))
                .isEmpty());
    }

    private static List<List<String>> commands(Path file) throws IOException {
        var commands = new ArrayList<List<String>>();
        if (!file.toString().endsWith("Jenkinsfile")) {
            documents(file).forEach(document -> collect(document, commands));
        }
        Matcher script = IN_SCRIPT.matcher(Files.readString(file));
        while (script.find()) {
            commands.add(List.of(("evaluate " + script.group(1)).split(" +")));
        }
        // A variable that the CI system replaces stands for an address.
        commands.replaceAll(arguments -> arguments.stream()
                .map(argument -> argument.replaceFirst("^--prometheus=\\$\\(.*", "--prometheus=http://prometheus:9090"))
                .toList());
        return commands;
    }

    private static List<Object> documents(Path file) throws IOException {
        var documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(Files.readString(file))
                .forEach(documents::add);
        return documents;
    }

    /** Arguments of containers. */
    private static void collect(Object node, List<List<String>> commands) {
        switch (node) {
            case Map<?, ?> map -> map.values().forEach(value -> collect(value, commands));
            case List<?> list
            when !list.isEmpty() && "evaluate".equals(list.getFirst()) ->
                commands.add(list.stream().map(String::valueOf).toList());
            case List<?> list -> list.forEach(item -> collect(item, commands));
            case null, default -> {}
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slo.yaml"})
    void the_example_has_no_findings(String name) throws IOException {
        SloYaml slo = SloYaml.parse(name, Files.readString(FOLDER.resolve(name)));

        assertThat(slo.findings(Optional.empty())).isEmpty();
        assertThat(slo.indicators()).isPresent();
    }

    @Test
    void kubernetes_takes_the_job() throws IOException {
        List<Object> documents = documents(FOLDER.resolve("job.yaml"));
        var gson = new Gson();
        V1ConfigMap.validateJsonElement(gson.toJsonTree(documents.get(0)));
        V1Job.validateJsonElement(gson.toJsonTree(documents.get(1)));

        Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) documents.get(0)).get("data");
        String slo = data.get("slo.yaml").toString();
        assertThat(SloYaml.parse("slo.yaml", slo).findings(Optional.empty())).isEmpty();
    }

    /** What a person types into a form must not become a command of the script. */
    @Test
    void the_action_has_no_expression_in_its_script() throws IOException {
        Map<?, ?> action = (Map<?, ?>) documents(FOLDER.resolve("action.yml")).getFirst();
        List<?> steps = (List<?>) ((Map<?, ?>) action.get("runs")).get("steps");

        assertThat(steps)
                .filteredOn(step -> ((Map<?, ?>) step).containsKey("run"))
                .isNotEmpty()
                .allSatisfy(step -> {
                    assertThat(((Map<?, ?>) step).get("run").toString()).doesNotContain("${{");
                    assertThat(((Map<?, ?>) step).get("shell")).isEqualTo("bash");
                });
    }
}
