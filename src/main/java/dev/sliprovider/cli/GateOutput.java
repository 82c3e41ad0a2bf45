package dev.sliprovider.cli;

import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Reports;
import dev.sliprovider.report.TableReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The output of the commands of the gate: results to standard output, everything else to standard error. Names and messages
 * come from outside, and CI systems interpret some lines of a log as commands, so such lines are escaped.
 */
final class GateOutput {

    /** The format of an evaluation. */
    enum Format {
        /** Aligned columns for people. */
        TABLE,
        /** One JSON document for programs. */
        JSON,
        /** The evaluation.finished event. */
        EVENT,
        /** Markdown. */
        MARKDOWN
    }

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    /** Prints an evaluation. */
    void print(Format format, ReportedEvaluation recorded) {
        switch (format) {
            case TABLE -> table(TableReport.of(recorded.verdict()));
            case JSON -> out.print(Reports.text(ReportKind.JSON, recorded));
            case EVENT -> out.print(Reports.text(ReportKind.EVENT, recorded));
            case MARKDOWN -> out.print(Reports.text(ReportKind.MARKDOWN, recorded));
        }
    }

    /** Prints the lines of a table. */
    void table(String text) {
        text.lines().map(GateOutput::inert).forEach(out::println);
    }

    /** Prints JSON, escaped so that no line is a command of a CI system. */
    void json(String document) {
        out.println(document.replace("##", "#\\u0023"));
    }

    /** Prints sentences about a failure, the first one after the name of the program. */
    void failure(String message) {
        err.println(
                Cli.NAME + ": " + inert(TerminalText.printableLines(message)).strip());
    }

    void warning(String message) {
        err.println("Warning: " + inert(TerminalText.printable(message)));
    }

    void note(String message) {
        err.println(inert(TerminalText.printable(message)));
    }

    /** Prints a command for a CI system. */
    void command(String line) {
        err.println(line);
    }

    /** @return whether writing to standard output has failed */
    boolean isBroken() {
        return StandardOutput.isBroken(out);
    }

    /**
     * GitHub executes lines that begin with two colons; Azure and older versions of GitHub execute lines with {@code ##}
     * and a bracket.
     */
    static String inert(String text) {
        String broken = text.replace("##", "# #");
        return broken.lines()
                .map(line -> line.stripLeading().startsWith("::") ? line.replaceFirst("::", ": :") : line)
                .reduce((one, two) -> one + "\n" + two)
                .orElse("");
    }
}
