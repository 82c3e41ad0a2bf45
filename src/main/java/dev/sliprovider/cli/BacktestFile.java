package dev.sliprovider.cli;

import dev.sliprovider.backtest.Backtest;
import dev.sliprovider.backtest.BacktestJson;
import dev.sliprovider.backtest.BacktestPage;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportKind;
import java.util.List;

/**
 * A report of a backtest that is written into a file.
 *
 * @param file its form and its place
 */
record BacktestFile(ReportFile file) {

    /** @throws GateException if a text is not {@code KIND=FILE}, or if the file cannot be written */
    static List<BacktestFile> parse(List<String> texts) throws GateException {
        List<ReportFile> files = ReportFile.parse(texts);
        for (ReportFile file : files) {
            if (file.kind() != ReportKind.HTML && file.kind() != ReportKind.JSON) {
                throw GateException.wrongInput(
                        "--report: a backtest has no " + file.kind().word() + " report; write html=FILE or json=FILE");
            }
            file.requireWritable();
        }
        return files.stream().map(BacktestFile::new).toList();
    }

    void write(Backtest backtest) throws GateException {
        file.write(
                file.kind() == ReportKind.HTML
                        ? BacktestPage.of(backtest)
                        : PrettyJson.of(BacktestJson.of(backtest)) + "\n");
    }
}
