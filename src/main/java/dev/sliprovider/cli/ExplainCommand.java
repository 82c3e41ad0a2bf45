package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the queries of an earlier evaluation again, and says why their values may differ. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends the queries of an earlier evaluation again, for the same time, and shows their values then and"
                        + " now.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all values are the same",
            "1:a bug of this program",
            "2:wrong usage or configuration, or an event without queries",
            "3:no value is known to differ, but a query could not be sent or has no answer, for example because Prometheus"
                    + " cannot be reached",
            "12:a value differs, is gone, or is there only now"
        })
final class ExplainCommand implements Callable<Integer> {

    /** How the result is printed. */
    enum Format {
        /** Aligned columns for people. */
        TABLE,
        /** One JSON document for programs. */
        JSON
    }

    @Mixin
    private ExplainedEventOptions event;

    @Mixin
    private IndicatorFileOptions files;

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUE",
            description = "For the queries of the files: a filter as it was given to evaluate; may be repeated.")
    private Map<String, String> filters = new LinkedHashMap<>();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Base URL (default: $$PROMETHEUS_ENDPOINT). A URL in the event is never used.")
    private PrometheusUrl prometheus;

    @Option(names = "--deadline", paramLabel = "60s", description = "Time for the whole retrieval (default: 60s).")
    private String deadline;

    @Option(
            names = {"-o", "--output"},
            description = "table or json (default: table).")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        try {
            if (event.history.isServer()) {
                return QuarkusLauncher.run(overrides(), ExplainOnce.class, this::request, GateExit.BUG);
            }
            ExplainOnce.Request request = request();
            return QuarkusLauncher.run(overrides(), ExplainOnce.class, () -> request, GateExit.BUG);
        } catch (GateException e) {
            return GateExit.explain(e);
        }
    }

    private ExplainOnce.Request request() throws GateException {
        var recorded = event.read();
        return new ExplainOnce.Request(recorded, files.read(recorded.scope()), filters, output);
    }

    private ConfigOverrides overrides() {
        return ConfigOverrides.ofCommand("WARN")
                .with("sli-provider.resource.directory", "")
                .with("sli-provider.get-sli.explain-missing", true)
                .with("sli-provider.get-sli.coverage", true)
                .withPrometheus(prometheus)
                .with("sli-provider.events.deadline", deadline);
    }
}
