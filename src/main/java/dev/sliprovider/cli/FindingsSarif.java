package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.gate.SourceFile;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Findings as SARIF 2.1.0 for code scanning, which identifies an alert by its rule, file and message.
 *
 * @param found the findings of validate
 */
record FindingsSarif(FindingsDocument found) {

    /** Maximum number of results; GitHub refuses a file with more. */
    private static final int RESULTS = 25_000;

    String text() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        document.put("version", "2.1.0");
        ObjectNode run = document.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", Cli.NAME).put("version", Cli.Version.number());
        ArrayNode rules = driver.putArray("rules");
        found.findings().stream().map(FileFinding::rule).distinct().sorted().forEach(rule -> rules.addObject()
                .put("id", rule));
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        found.findings().stream().limit(RESULTS).forEach(finding -> results.add(result(finding)));
        return PrettyJson.of(document).replace("##", "#\\u0023");
    }

    private static ObjectNode result(FileFinding finding) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("ruleId", finding.rule());
        result.put("level", level(finding));
        result.putObject("message").put("text", finding.message());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(finding.file()));
        place.putObject("region").put("startLine", finding.line()).put("startColumn", finding.column());
        String identity = finding.rule() + "\n" + finding.file() + "\n" + finding.message();
        result.putObject("partialFingerprints").put("finding/v1", new SourceFile("", identity).sha256());
        return result;
    }

    private static String level(FileFinding finding) {
        return switch (finding.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case HINT -> "note";
        };
    }

    /** A colon in the first segment would make it a URI scheme. */
    private static String uri(String file) {
        try {
            String path = file.startsWith("/") || !file.contains(":") ? file : "./" + file;
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "unknown";
        }
    }
}
