package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks whether Prometheus can be queried, and explains why not. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks everything that is necessary to get values from Prometheus: address, certificates,"
                + " authentication, clock, version, limits, and a query.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all steps succeeded, possibly with warnings",
            "1:a step failed",
            "2:wrong usage or configuration"
        })
final class CheckCommand implements Callable<Integer> {

    /** How findings are printed. */
    enum Format {
        /** A line for each, for people. */
        TABLE,
        /** One JSON document for machines. */
        JSON
    }

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Keptn project whose Prometheus is checked (default: the one for all projects).")
    private String project;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Base URL; replaces what is configured for the project (default: $$PROMETHEUS_ENDPOINT).")
    private PrometheusUrl prometheus;

    @Option(
            names = {"-o", "--output"},
            description = "table or json (default: table).")
    private Format output = Format.TABLE;

    @Option(names = "--timeout", paramLabel = "10s", description = "Longest time of a request (default: 10s).")
    private String timeout;

    @Override
    public Integer call() {
        var request = new CheckOnce.Request(project == null ? "" : project, prometheus != null, output);
        return QuarkusLauncher.run(overrides(), CheckOnce.class, request);
    }

    /** Only errors are logged, because the findings contain everything else about the server. */
    private ConfigOverrides overrides() {
        return ConfigOverrides.ofCommand("ERROR")
                .withPrometheus(prometheus)
                .with("sli-provider.endpoints.sources", project == null ? "default" : null)
                .with("sli-provider.prometheus.timeout", timeout);
    }
}
