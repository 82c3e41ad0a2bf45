package dev.sliprovider.cli;

import dev.sliprovider.backtest.Backtest;
import dev.sliprovider.backtest.BacktestJson;
import dev.sliprovider.backtest.BacktestPage;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            requireWritable(file);
        }
        return files.stream().map(BacktestFile::new).toList();
    }

    /** Checked before the queries, so that a long run does not end with a report that cannot be written. */
    private static void requireWritable(ReportFile report) throws GateException {
        Path file = report.file().toAbsolutePath();
        Path parent = file.getParent();
        if (Files.exists(file) ? !Files.isWritable(file) : Files.exists(parent) && !Files.isWritable(parent)) {
            throw GateException.wrongInput("--report " + report.kind().word() + "=" + report.file()
                    + " cannot be written; check the permissions, or name another file");
        }
    }

    void write(Backtest backtest) throws GateException {
        String text = file.kind() == ReportKind.HTML
                ? BacktestPage.of(backtest)
                : PrettyJson.of(BacktestJson.of(backtest)) + "\n";
        try {
            Files.createDirectories(file.file().toAbsolutePath().getParent());
            Files.writeString(file.file(), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw GateException.wrongInput("--report " + file.kind().word() + "=" + file.file() + " cannot be written: "
                    + e + "; check the directory, its permissions and the disk");
        }
    }
}
