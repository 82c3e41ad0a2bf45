package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether Prometheus can be asked, and if not, why. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Looks at everything that has to be right before Prometheus gives values: address, certificates,"
                + " login, clock, version, limits, and a query.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well; there may be warnings", "1:something failed", "2:wrong usage or configuration"})
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
            description = "Keptn project whose Prometheus is meant (default: what counts for all projects).")
    private String project;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Base URL, whatever is known of the project (default: $$PROMETHEUS_ENDPOINT).")
    private String prometheus;

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: table).")
    private Format output = Format.TABLE;

    @Option(names = "--timeout", paramLabel = "10s", description = "Longest time of a request (default: 10s).")
    private String timeout;

    @Override
    public Integer call() {
        Settings.onlyPrometheus(prometheus);
        if (project == null) {
            Settings.set("sli-provider.endpoints.sources", "default");
        }
        Settings.set("sli-provider.prometheus.timeout", timeout);
        Settings.set("quarkus.http.host-enabled", false);
        Settings.set("quarkus.management.host-enabled", false);
        // What there is to be said of the server is in the findings.
        Settings.set("quarkus.log.level", "ERROR");
        Settings.set("quarkus.log.console.stderr", true);
        return CheckOnce.run(new CheckOnce.Request(project == null ? "" : project, prometheus != null, output));
    }
}
