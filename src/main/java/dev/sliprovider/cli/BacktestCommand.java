package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates slo.yaml at many times of the past, so that its thresholds are tried before they stop a release. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says how often the gate would have said pass, warning and fail, and because of which objective.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, whatever the verdicts are",
            "1:a bug of this program",
            "2:wrong usage, slo.yaml, sli.yaml or configuration",
            "3:it could not be evaluated, for example because Prometheus cannot be reached",
            "130:interrupted; what was known is printed"
        })
final class BacktestCommand implements Callable<Integer> {

    /** How the result is printed. */
    enum Format {
        /** Aligned columns for people. */
        TABLE,
        /** One JSON document for programs. */
        JSON
    }

    @Mixin
    private WalkOptions walk;

    @Option(
            names = {"-o", "--output"},
            description = "table or json (default: table).")
    private Format output = Format.TABLE;

    @Option(
            names = "--report",
            paramLabel = "KIND=FILE",
            description = "Write a report: json or html, which has plots; may be repeated.")
    private List<String> reports = List.of();

    @Override
    public Integer call() {
        try {
            List<BacktestFile> files = BacktestFile.parse(reports);
            WalkRequest windows = walk.toRequest();
            for (BacktestFile file : files) {
                file.file()
                        .requireOther(windows.files().map(GateFiles::locations).orElse(List.of()));
            }
            var request = new BacktestOnce.Request(windows, output, files);
            return QuarkusLauncher.run(walk.overrides(), BacktestOnce.class, request, GateExit.BUG);
        } catch (GateException e) {
            return GateExit.explain(e);
        }
    }
}
