package dev.sliprovider.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command line. Exit codes: 0 success, 1 something is missing or wrong in the input, 2 wrong usage or configuration. */
@Command(
        name = Cli.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class,
        description = "Answers Keptn's get-sli.triggered events with values from Prometheus.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            GetSliCommand.class,
            EvaluateCommand.class,
            HistoryCommand.class,
            ReportCommand.class,
            BacktestCommand.class,
            ExplainCommand.class,
            CheckCommand.class,
            ValidateCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all indicators have a value; Prometheus can be queried; the files are valid",
            "1:some or all indicators have no value; Prometheus cannot be queried; a file has errors",
            "2:wrong usage or configuration"
        })
public final class Cli {

    static final String NAME = "prometheus-sli-provider";
    static final int OK = 0;
    static final int INCOMPLETE = 1;
    static final int USAGE = 2;

    private Cli() {}

    /** @return the exit code */
    public static int run(String... args) {
        // Without it Java 22 to 24 have a console even where there is no terminal.
        System.setProperty("jdk.console", "java.base");
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Cli())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(PrometheusUrl.class, PrometheusUrl::parse)
                .setParameterExceptionHandler(Cli::usage);
    }

    /** Prints one sentence and a pointer to the help, not the whole usage. */
    private static int usage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(NAME + ": " + TerminalText.harmless(String.valueOf(e.getMessage())));
        Suggestion.of(e).ifPresent(name -> err.println("Did you mean " + TerminalText.harmless(name) + "?"));
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {NAME + " " + number()};
        }

        static String number() {
            Optional<String> version =
                    ConfigProvider.getConfig().getOptionalValue("sli-provider.version", String.class);
            return version.orElse("unknown");
        }
    }
}
