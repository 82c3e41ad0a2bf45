package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.check.Outcome;
import dev.sliprovider.check.ServerFinding;
import dev.sliprovider.check.StepResult;
import dev.sliprovider.cli.CheckCommand.Format;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints findings to standard output: the text format prints each one as soon as it is known, JSON all at the end. */
final class FindingPrinter {

    private final Format format;
    private final String project;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private String server = "";

    FindingPrinter(Format format, String project) {
        this.format = format;
        this.project = project;
    }

    /** Prints a finding below the heading of its server. */
    void print(ServerFinding found) {
        if (format == Format.JSON) {
            return;
        }
        if (!found.server().equals(server)) {
            server = found.server();
            out.println();
            out.println(Style.BOLD.of(server));
        }
        StepResult finding = found.finding();
        out.printf(
                "%-8s  %s  %s%n",
                finding.step().word(),
                style(finding.outcome()).of(TerminalText.pad(finding.outcome().word(), 7)),
                TerminalText.printable(sentence(finding)));
    }

    /** @return whether all findings could be written */
    boolean finish(List<ServerFinding> findings) {
        if (format == Format.JSON) {
            out.println(PrettyJson.of(document(findings)));
        }
        return !StandardOutput.isBroken(out);
    }

    private static String sentence(StepResult finding) {
        return finding.text() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy());
    }

    private ObjectNode document(List<ServerFinding> findings) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (!project.isEmpty()) {
            document.put("project", project);
        }
        boolean isFailed = findings.stream().anyMatch(each -> each.finding().outcome() == Outcome.FAILED);
        document.put("outcome", (isFailed ? Outcome.FAILED : Outcome.OK).word());
        ArrayNode entries = document.putArray("findings");
        findings.forEach(each -> add(entries.addObject(), each));
        return document;
    }

    private static void add(ObjectNode entry, ServerFinding found) {
        StepResult finding = found.finding();
        if (!found.server().isEmpty()) {
            entry.put("server", found.server());
        }
        entry.put("step", finding.step().word())
                .put("outcome", finding.outcome().word())
                .put("text", finding.text());
        if (!finding.remedy().isEmpty()) {
            entry.put("remedy", finding.remedy());
        }
    }

    private static Style style(Outcome outcome) {
        return switch (outcome) {
            case OK -> Style.GREEN;
            case WARNING -> Style.YELLOW;
            case FAILED -> Style.RED;
            case SKIPPED -> Style.FAINT;
        };
    }
}
