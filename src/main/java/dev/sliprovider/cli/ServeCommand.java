package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The service. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Receives events over HTTP and answers them until it is stopped.",
        footer = {
            "",
            "Settings come from the environment; docs/configuration.md lists them. The ones that matter most:",
            "  PROMETHEUS_ENDPOINT               base URL of Prometheus",
            "  K_SINK                            where answers are posted; without it they are the reply",
            "  SLI_PROVIDER_RESOURCE_URL         Keptn's resource-service",
            "  SLI_PROVIDER_RESOURCE_DIRECTORY   read sli.yaml from here instead"
        })
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--port", paramLabel = "N", description = "Where events come in (default: 8080).")
    private Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            description = "Where health and metrics are read (default: 9000).")
    private Integer managementPort;

    @Override
    public Integer call() {
        Settings.set("quarkus.http.port", port);
        Settings.set("quarkus.management.port", managementPort);
        return Boot.run(Serve.class);
    }
}
