package dev.sliprovider.cli;

import dev.sliprovider.backtest.Backtest;
import dev.sliprovider.backtest.BacktestJson;
import dev.sliprovider.backtest.BacktestTable;
import dev.sliprovider.gate.GateException;

/** Prints a backtest: the result to standard output, remarks to standard error. */
final class BacktestOutput {

    private final BacktestCommand.Format format;
    private final GateOutput output = new GateOutput();

    BacktestOutput(BacktestCommand.Format format) {
        this.format = format;
    }

    void print(Backtest backtest) throws GateException {
        switch (format) {
            case JSON -> output.json(PrettyJson.of(BacktestJson.of(backtest)));
            case TABLE -> table(backtest);
        }
        backtest.remarks().forEach(output::warning);
        if (output.isBroken()) {
            throw GateException.wrongInput("the result cannot be written to standard output");
        }
    }

    private void table(Backtest backtest) {
        var table = new BacktestTable(backtest);
        output.table(TerminalText.printable(table.head()) + "\n\n"
                + PlainTable.of(BacktestTable.OUTCOMES, table.outcomes()) + "\n\n"
                + PlainTable.of(BacktestTable.OBJECTIVES, table.objectives()));
        if (!table.stretches().isEmpty()) {
            output.table("\n" + PlainTable.of(BacktestTable.STRETCHES, table.stretches()));
        }
        if (table.olderStretches() > 0) {
            output.table("and " + table.olderStretches() + " older times without a pass");
        }
    }
}
