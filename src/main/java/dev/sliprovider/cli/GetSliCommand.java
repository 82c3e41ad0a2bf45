package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Retrieves indicator values once, without Keptn. */
@Command(
        name = "get-sli",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Retrieves indicator values once: the result goes to standard output, the log to standard error.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all indicators have a value", "1:some or all have none", "2:wrong usage or configuration"})
final class GetSliCommand implements Callable<Integer> {

    @Mixin
    private GetSliOptions options;

    @Option(
            names = "--sli-dir",
            paramLabel = "DIR",
            description = "Read DIR/[<stage>/[<service>/]]prometheus/sli.yaml.")
    private Path directory;

    @Option(names = "--resource-service", paramLabel = "URL", description = "Read sli.yaml from Keptn instead.")
    private String resourceService;

    @Option(names = "--prometheus", paramLabel = "URL", description = "Base URL (default: $$PROMETHEUS_ENDPOINT).")
    private String prometheus;

    @Option(names = "--deadline", paramLabel = "60s", description = "Time for the whole retrieval (default: 60s).")
    private String deadline;

    @Option(
            names = {"-o", "--output"},
            description = "table, json or event (default: table).")
    private OutputFormat output = OutputFormat.TABLE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (directory != null && resourceService != null) {
            throw usage("--sli-dir and --resource-service exclude each other");
        }
        return QuarkusLauncher.run(overrides(), GetSliOnce.class, request());
    }

    private GetSliOnce.Request request() {
        try {
            KeptnEvent event = options.toEvent();
            return new GetSliOnce.Request(event, GetSliTriggered.from(event), output);
        } catch (IllegalArgumentException | InvalidEventException e) {
            throw usage(e.getMessage());
        }
    }

    private ConfigOverrides overrides() {
        return ConfigOverrides.ofCommand("WARN")
                .with("sli-provider.resource.directory", resourceService == null ? directory : "")
                .with("sli-provider.resource.show-paths", "true")
                .with("sli-provider.resource.url", resourceService)
                .withPrometheus(prometheus)
                .with("sli-provider.events.deadline", deadline);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
