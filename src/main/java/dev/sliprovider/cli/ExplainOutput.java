package dev.sliprovider.cli;

import dev.sliprovider.explain.Change;
import dev.sliprovider.explain.ExplainedValue;
import dev.sliprovider.explain.Explanation;
import dev.sliprovider.explain.ExplanationJson;
import dev.sliprovider.explain.ExplanationTable;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.RecordedValues;
import java.util.List;

/** Prints an explanation: the result to standard output, remarks to standard error. Its texts come from others. */
final class ExplainOutput {

    private final ExplainCommand.Format format;
    private final GateOutput output = new GateOutput();

    ExplainOutput(ExplainCommand.Format format) {
        this.format = format;
    }

    void print(Explanation explanation) throws GateException {
        switch (format) {
            case JSON -> output.json(PrettyJson.of(ExplanationJson.of(explanation)));
            case TABLE -> table(explanation);
        }
        explanation.remarks().forEach(output::warning);
        if (output.isBroken()) {
            throw GateException.wrongInput("the result cannot be written to standard output");
        }
    }

    private void table(Explanation explanation) {
        output.table(TerminalText.printable(head(explanation)) + "\n\n");
        List<String> lines = PlainTable.of(
                        ExplanationTable.HEADINGS,
                        explanation.values().stream().map(ExplanationTable::row).toList())
                .lines()
                .toList();
        output.table(Style.BOLD.of(lines.getFirst()));
        for (int i = 1; i < lines.size(); i++) {
            output.table(styled(explanation.values().get(i - 1).change(), lines.get(i)));
        }
        explanation.values().forEach(this::details);
    }

    private static String head(Explanation explanation) {
        RecordedValues recorded = explanation.recorded();
        return recorded.scope() + ", window " + recorded.window().start() + " to "
                + recorded.window().end()
                + recorded.circumstances()
                        .time()
                        .map(time -> ", evaluated " + time)
                        .orElse("")
                + ", asked again on " + explanation.endpoint();
    }

    /** A whole line, so that the columns stay aligned. */
    private static String styled(Change change, String line) {
        return switch (change) {
            case SAME, MISSING -> line;
            case CHANGED, APPEARED -> Style.YELLOW.of(line);
            case GONE, UNKNOWN -> Style.RED.of(line);
            case NOT_ASKED -> Style.FAINT.of(line);
        };
    }

    private void details(ExplainedValue value) {
        output.table("\n" + TerminalText.printable(ExplanationTable.name(value)) + ": "
                + TerminalText.printable(value.then().query().orElse("(no query)")));
        value.reasons().forEach(reason -> output.table("  " + TerminalText.printable(reason)));
    }
}
