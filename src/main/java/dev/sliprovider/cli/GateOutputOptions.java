package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import java.util.List;
import picocli.CommandLine.Option;

/** The options for the result. */
final class GateOutputOptions {

    /** The condition for adding an evaluation to the history. */
    enum Recording {
        /** If a history is named and the objectives were judged. */
        AUTO,
        /** Also if they were not judged: Keptn counts such an evaluation as failed. */
        ALWAYS,
        /** Never, for example for a change that is not merged. */
        NEVER
    }

    @Option(
            names = {"-o", "--output"},
            description = "table, json, event or markdown (default: table).")
    GateOutput.Format output = GateOutput.Format.TABLE;

    @Option(
            names = "--report",
            paramLabel = "KIND=FILE",
            description =
                    "Write a report: json, event, junit, markdown, html, openmetrics, result or score; may be repeated.")
    List<String> reports = List.of();

    @Option(names = "--id", paramLabel = "ID", description = "Id of the evaluation (default: that of the CI run).")
    String id;

    @Option(
            names = "--record",
            description = "auto, always or never: add the evaluation to the history (default: auto).")
    Recording record = Recording.AUTO;

    @Option(
            names = "--dry-run",
            description = "Evaluate, print what would follow, record nothing; the exit code of a verdict is 0.")
    boolean dryRun;

    @Option(
            names = "--warning-exit-code",
            paramLabel = "N",
            description = "Exit code of a warning, such as 11 (default: 0).")
    int warningExitCode;

    @Option(names = "--no-ci", description = "Do not report the result to the CI system.")
    boolean noCi;

    /** @throws GateException if an option cannot be used */
    List<ReportFile> toReports() throws GateException {
        if (warningExitCode < 0 || warningExitCode > 255) {
            throw GateException.wrongInput("--warning-exit-code " + warningExitCode + " is none; give 0 to 255");
        }
        List<ReportFile> files = ReportFile.parse(reports);
        for (ReportFile file : files) {
            file.requireWritable();
        }
        return files;
    }
}
