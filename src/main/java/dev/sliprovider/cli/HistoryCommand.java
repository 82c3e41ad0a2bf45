package dev.sliprovider.cli;

import picocli.CommandLine.Command;

/** Shows and changes the history of evaluations. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Shows and changes the earlier evaluations of a service, which evaluate compares with.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HistoryListCommand.class,
            HistoryShowCommand.class,
            HistoryDiffCommand.class,
            HistoryInvalidateCommand.class,
            HistoryPinCommand.class,
            HistoryUnpinCommand.class,
            HistoryPruneCommand.class,
            HistoryCopyCommand.class,
            HistorySeedCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, or there is no such evaluation",
            "3:the history cannot be read or written"
        })
final class HistoryCommand {}
