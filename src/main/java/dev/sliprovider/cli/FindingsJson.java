package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.cli.FileFinding.Severity;
import java.util.Locale;

/**
 * Findings as JSON.
 *
 * @param found the findings of validate
 */
record FindingsJson(FindingsDocument found) {

    String text() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("files", found.files().size());
        document.put("errors", found.count(Severity.ERROR));
        document.put("warnings", found.count(Severity.WARNING));
        ArrayNode findings = document.putArray("findings");
        found.findings().forEach(finding -> findings.addObject()
                .put("rule", finding.rule())
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("file", finding.file())
                .put("line", finding.line())
                .put("column", finding.column())
                .put("message", finding.message()));
        return PrettyJson.of(document).replace("##", "#\\u0023");
    }
}
