package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    @Mixin
    private QueryOptions queries;

    @Option(
            names = "--sli-dir",
            paramLabel = "DIR",
            description = "Read DIR/[<stage>/[<service>/]]prometheus/sli.yaml.")
    private Path directory;

    @Option(names = "--resource-service", paramLabel = "URL", description = "Read sli.yaml from Keptn instead.")
    private String resourceService;

    @Option(names = "--prometheus", paramLabel = "URL", description = "Base URL (default: $$PROMETHEUS_ENDPOINT).")
    private PrometheusUrl prometheus;

    @Option(names = "--deadline", paramLabel = "60s", description = "Time for the whole retrieval (default: 60s).")
    private String deadline;

    @Option(
            names = {"-o", "--output"},
            description = "table, json, yaml, csv, prom or event (default: table).")
    private OutputFormat output = OutputFormat.TABLE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        GetSliOnce.Request request = request();
        Optional<Duration> every = queries.every();
        return every.isEmpty()
                ? QuarkusLauncher.run(overrides(), GetSliOnce.class, request)
                : QuarkusLauncher.run(
                        overrides(), GetSliWatch.class, new GetSliWatch.Request(every.get(), this::request));
    }

    private GetSliOnce.Request request() {
        try {
            checkSources();
            KeptnEvent event = options.toEvent();
            return new GetSliOnce.Request(
                    event,
                    GetSliTriggered.from(event),
                    new GetSliOnce.Wanted(queries.mode(), queries.byName(), options.unnamed()),
                    output);
        } catch (IllegalArgumentException | InvalidEventException e) {
            throw usage(e.getMessage());
        }
    }

    private void checkSources() {
        if (directory != null && resourceService != null) {
            throw new IllegalArgumentException("--sli-dir and --resource-service exclude each other");
        }
        if (!queries.queries.isEmpty()
                && (directory != null
                        || resourceService != null
                        || options.event != null
                        || !options.indicators.isEmpty())) {
            throw new IllegalArgumentException(
                    "--query needs no files; leave out --sli-dir, --resource-service, --event and --indicator");
        }
        if (queries.mode() != GetSliOnce.Mode.VALUES && output != OutputFormat.TABLE) {
            throw new IllegalArgumentException("--list and --dry-run print text; leave out --output");
        }
        if (queries.every().isPresent()
                && (options.event != null
                        || options.times.end != null
                        || output != OutputFormat.TABLE
                        || queries.mode() != GetSliOnce.Mode.VALUES)) {
            throw new IllegalArgumentException("--watch shows tables of windows that end now; leave out --event, --end,"
                    + " --output, --list and --dry-run");
        }
        if (resourceService != null && options.event == null) {
            options.requireScope();
        }
    }

    private ConfigOverrides overrides() {
        return ConfigOverrides.ofCommand("WARN")
                .with(
                        "sli-provider.resource.directory",
                        resourceService == null && queries.queries.isEmpty() ? directory : "")
                .with("sli-provider.resource.show-paths", "true")
                .with("sli-provider.resource.url", resourceService)
                .withPrometheus(prometheus)
                .with("sli-provider.events.deadline", deadline);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
