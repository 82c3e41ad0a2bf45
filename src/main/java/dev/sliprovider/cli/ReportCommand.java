package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.EarlierEvaluations;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.UntrustedJson;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.report.PastEvaluation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates reports of an earlier evaluation. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes reports of an evaluation that took place: nothing is evaluated again.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whatever the evaluation says", "2:wrong usage, or the file is no evaluation"})
final class ReportCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "FILE",
            required = true,
            description = "An evaluation.finished event, such as a file of the history; - reads standard input.")
    private String from;

    @Option(
            names = "--report",
            paramLabel = "KIND=FILE",
            description =
                    "Write a report: json, event, junit, markdown, html, openmetrics, result or score; may be repeated.")
    private List<String> reports = List.of();

    @Mixin
    private HistoryLocation history;

    @Option(
            names = {"-o", "--output"},
            description = "table, json, event or markdown (default: table).")
    private GateOutput.Format format = GateOutput.Format.TABLE;

    @Override
    public Integer call() {
        return history.connected(this::report);
    }

    private int report() {
        try {
            List<ReportFile> files = ReportFile.parse(reports);
            for (ReportFile file : files) {
                file.requireWritable();
                file.requireOther(List.of(from));
            }
            ReportedEvaluation recorded = recorded(new InputFile("--from", from));
            var output = new GateOutput();
            output.print(format, recorded);
            List<PastEvaluation> earlier = earlier(recorded);
            for (ReportFile file : files) {
                file.write(List.of(recorded), earlier);
            }
            if (output.isBroken()) {
                throw GateException.wrongInput("the result cannot be written to standard output");
            }
            return Cli.OK;
        } catch (GateException e) {
            return GateExit.explain(e);
        }
    }

    private List<PastEvaluation> earlier(ReportedEvaluation recorded) throws GateException {
        if (!history.isNamed()) {
            return List.of();
        }
        history.requireExisting();
        try {
            return EarlierEvaluations.of(history.open().of(recorded.verdict().scope()), recorded);
        } catch (HistoryException e) {
            throw GateException.of(e);
        }
    }

    private static ReportedEvaluation recorded(InputFile file) throws GateException {
        JsonNode event = UntrustedJson.parse(file.location(), file.bytes(UntrustedJson.LARGEST));
        try {
            return ReportedEvaluation.of(event);
        } catch (UndecodableException e) {
            throw GateException.wrongInput(file.location() + " is no evaluation.finished event: " + e.getMessage()
                    + "; give a file of the history, or one of --report event=FILE");
        }
    }
}
