package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills a history with evaluations of the past. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Evaluates windows of the past and records them, so that relative criteria have something to compare"
                        + " with from the first day on. Nothing that is recorded already is changed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a bug of this program",
            "2:wrong usage, slo.yaml, sli.yaml or configuration",
            "3:Prometheus or the history cannot be used",
            "130:interrupted; what was recorded stays"
        })
final class HistorySeedCommand implements Callable<Integer> {

    @Mixin
    private HistoryLocation history;

    @Mixin
    private WalkOptions walk;

    @Option(names = "--dry-run", description = "Say what would be recorded, and record nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try {
            if (!history.isNamed()) {
                throw GateException.wrongInput("--history is missing; name a directory, or the address of a service");
            }
            var request = new SeedOnce.Request(walk.toRequest(), history, dryRun);
            return QuarkusLauncher.run(walk.overrides(), SeedOnce.class, request, GateExit.BUG);
        } catch (GateException e) {
            return GateExit.explain(e);
        }
    }
}
