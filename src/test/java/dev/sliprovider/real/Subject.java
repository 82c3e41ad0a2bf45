package dev.sliprovider.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.cli.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A server that the program is checked with, and ways to run the program against it.
 *
 * @param folder for files of the checks
 * @param live what the server scrapes
 */
record Subject(RealServer server, LiveExporter live, Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EVENT = Path.of("src/test/events/get-sli.triggered.json");

    /** Runs a command with this server. */
    Program.Result run(Map<String, String> environment, String command, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add("--prometheus=" + server.url());
        arguments.addAll(List.of(more));
        return Program.run(environment, "", arguments.toArray(String[]::new));
    }

    /** Asks for the indicators of {@code src/test/sli/real} in the window of {@link RealPrometheus}. */
    Map<String, JsonNode> known(String service, List<String> indicators) throws Exception {
        var event = (ObjectNode) JSON.readTree(EVENT.toFile());
        ((ObjectNode) event.at("/data")).put("service", service);
        ((ObjectNode) event.at("/data/get-sli")).set("indicators", JSON.valueToTree(indicators));
        Path file = Files.writeString(folder.resolve("event.json"), event.toString());
        return entries(run(Map.of(), "get-sli -o event --sli-dir src/test/sli/real --event " + file));
    }

    /** Asks for these queries, by indicator, in the five minutes that end then. */
    Map<String, JsonNode> ask(Instant end, Map<String, String> environment, Map<String, String> queries)
            throws Exception {
        Path directory = Files.createDirectories(folder.resolve("sli"));
        ObjectNode sli = JSON.createObjectNode();
        sli.set("indicators", JSON.valueToTree(queries));
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(directory.resolve("prometheus/sli.yaml"), sli.toString());
        String scope = " --project shop --stage qa --service cart --indicator " + String.join(",", queries.keySet());
        return entries(run(environment, "get-sli -o event --sli-dir " + directory + scope, "--end=" + end));
    }

    private static Map<String, JsonNode> entries(Program.Result result) throws Exception {
        JsonNode values = JSON.readTree(result.out()).at("/data/get-sli/indicatorValues");
        if (values.isMissingNode()) {
            throw new AssertionError("no values: " + result.out() + result.err());
        }
        return StreamSupport.stream(values.spliterator(), false)
                .collect(Collectors.toMap(entry -> entry.path("metric").asText(), entry -> entry));
    }

    /** Evaluates this slo.yaml. */
    Program.Result evaluate(String slo, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("slo.yaml"), slo);
        return run(Map.of(), "evaluate --service cart --no-ci --slo " + file, more);
    }

    static JsonNode json(Program.Result result) throws Exception {
        return JSON.readTree(result.out());
    }
}
