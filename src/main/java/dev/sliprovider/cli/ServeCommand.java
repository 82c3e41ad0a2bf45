package dev.sliprovider.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    private static final int LAST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "N", description = "Where events come in (default: 8080).")
    private Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            description = "Where health and metrics are read (default: 9000).")
    private Integer managementPort;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        requirePort("--port", port);
        requirePort("--management-port", managementPort);
        Settings.set("quarkus.http.port", port);
        Settings.set("quarkus.management.port", managementPort);
        return Boot.run(Serve.class);
    }

    private void requirePort(String option, Integer number) {
        if (number != null && (number < 0 || number > LAST_PORT)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + number + " is no port; expected 1 to " + LAST_PORT + ", or 0 for any");
        }
    }
}
