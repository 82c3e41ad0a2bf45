package dev.sliprovider.cli;

import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Reports;
import dev.sliprovider.report.TableReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the commands of the gate print: results to standard output, everything else to standard error. Names and messages
 * come from others, and a line of a CI system's log may be a command to it, so that what looks like one is broken up.
 */
final class GateOutput {

    /** How an evaluation is printed. */
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

    /** Prints text whose lines are those of a table. */
    void table(String text) {
        text.lines().map(GateOutput::inert).forEach(out::println);
    }

    /** Prints JSON, in which nothing is a command to a CI system. */
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

    /** Prints a line that a CI system is to execute. */
    void command(String line) {
        err.println(line);
    }

    /** @return whether something could not be written to standard output */
    boolean isBroken() {
        return out.checkError();
    }

    /** GitHub executes a line that begins with two colons, Azure and older GitHub one that has {@code ##} and a bracket. */
    static String inert(String text) {
        String broken = text.replace("##", "# #");
        return broken.lines()
                .map(line -> line.stripLeading().startsWith("::") ? line.replaceFirst("::", ": :") : line)
                .reduce((one, two) -> one + "\n" + two)
                .orElse("");
    }
}
