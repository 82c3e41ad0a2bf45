package dev.sliprovider.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.check.Checked;
import dev.sliprovider.check.Finding;
import dev.sliprovider.check.Outcome;
import dev.sliprovider.cli.CheckCommand.Format;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Prints findings to standard output: for people each as soon as it is known, for machines all at the end. */
final class FindingPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Format format;
    private final String project;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private String server = "";

    FindingPrinter(Format format, String project) {
        this.format = format;
        this.project = project;
    }

    /** Prints one of them, under the server that it is about. */
    void print(Checked checked) {
        if (format == Format.JSON) {
            return;
        }
        if (!checked.server().equals(server)) {
            server = checked.server();
            out.println();
            out.println(styled("bold", server));
        }
        Finding finding = checked.finding();
        out.printf(
                "%-8s  %s  %s%n",
                finding.step().word(), coloured(finding.outcome()), ValueTable.printable(sentence(finding)));
    }

    /** @return whether all could be written */
    boolean finish(List<Checked> findings) {
        if (format == Format.JSON) {
            out.println(pretty(document(findings)));
        }
        return !out.checkError();
    }

    private static String sentence(Finding finding) {
        return finding.text() + (finding.remedy().isEmpty() ? "" : "; " + finding.remedy());
    }

    private ObjectNode document(List<Checked> findings) {
        ObjectNode document = JSON.createObjectNode();
        if (!project.isEmpty()) {
            document.put("project", project);
        }
        boolean isFailed = findings.stream().anyMatch(each -> each.finding().outcome() == Outcome.FAILED);
        document.put("outcome", (isFailed ? Outcome.FAILED : Outcome.OK).word());
        ArrayNode entries = document.putArray("findings");
        findings.forEach(each -> add(entries.addObject(), each));
        return document;
    }

    private static void add(ObjectNode entry, Checked checked) {
        Finding finding = checked.finding();
        if (!checked.server().isEmpty()) {
            entry.put("server", checked.server());
        }
        entry.put("step", finding.step().word())
                .put("outcome", finding.outcome().word())
                .put("text", finding.text());
        if (!finding.remedy().isEmpty()) {
            entry.put("remedy", finding.remedy());
        }
    }

    private static String pretty(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String coloured(Outcome outcome) {
        String colour =
                switch (outcome) {
                    case OK -> "green";
                    case WARNING -> "yellow";
                    case FAILED -> "red";
                    case SKIPPED -> "faint";
                };
        return styled(colour, "%-7s".formatted(outcome.word()));
    }

    private static String styled(String style, String text) {
        return Ansi.AUTO.enabled() ? Ansi.ON.string("@|" + style + " " + text + "|@") : text;
    }
}
