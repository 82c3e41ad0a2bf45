package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two evaluations. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what changed from one evaluation to another.")
final class HistoryDiffCommand implements Callable<Integer> {

    @Mixin
    private HistoryOptions history;

    @Parameters(index = "0", paramLabel = "A", description = "Id of the first evaluation.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "Id of the second evaluation.")
    private String second;

    @Override
    public Integer call() {
        return history.run(this::diff);
    }

    private void diff(ServiceHistory directory, GateOutput output) throws HistoryException, GateException {
        ReportedEvaluation before = history.recorded(directory, first);
        ReportedEvaluation after = history.recorded(directory, second);
        output.table(new EvaluationDiff(before, after).table());
        if (!before.gate().at("/slo/sha256").equals(after.gate().at("/slo/sha256"))) {
            output.note("slo.yaml is not the same in both.");
        }
    }
}
