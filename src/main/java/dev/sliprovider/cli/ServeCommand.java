package dev.sliprovider.cli;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.transport.TransportKind;
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
        description = "Answers events from Keptn until it is stopped.",
        footer = {
            "",
            "Settings come from the environment; docs/configuration.md lists them. The most important ones:",
            "  PROMETHEUS_ENDPOINT               base URL of Prometheus",
            "  NATS_URL                          Keptn's bus (default: nats://keptn-nats)",
            "  K_SINK                            URL to which answers are posted if events arrive over HTTP (default: the response)",
            "  KEPTN_API_ENDPOINT, KEPTN_API_TOKEN  Keptn's API, from outside its cluster",
            "  RESOURCE_SERVICE                  Keptn's resource-service, if it is not at http://resource-service:8080",
            "  SLI_PROVIDER_RESOURCE_DIRECTORY   directory to read sli.yaml from instead"
        })
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            description =
                    "nats, jetstream, http or polling (default: http if there is a sink, polling if there is an API"
                            + " endpoint, otherwise nats).")
    private TransportKind transport;

    @Option(names = "--port", paramLabel = "N", description = "Port for events (default: 8080).")
    private Integer port;

    @Option(names = "--management-port", paramLabel = "N", description = "Port for health and metrics (default: 9000).")
    private Integer managementPort;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        requirePort("--port", port);
        requirePort("--management-port", managementPort);
        var overrides = ConfigOverrides.NONE
                .with("sli-provider.events.transport", transport)
                .with("quarkus.http.port", port)
                .with("quarkus.management.port", managementPort);
        return QuarkusLauncher.run(overrides, Serve.class);
    }

    private void requirePort(String option, Integer number) {
        if (number != null && (number < 0 || number > HostPort.LAST_PORT)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + number + " is not a port; expected 1 to " + HostPort.LAST_PORT + ", or 0 for any");
        }
    }
}
