package dev.sliprovider.cli;

import dev.sliprovider.check.EndpointCheck;
import dev.sliprovider.check.Outcome;
import dev.sliprovider.check.ServerFinding;
import dev.sliprovider.check.Step;
import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.endpoint.PrometheusEndpoints.Found;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One check of an endpoint, printed. */
@Dependent
final class CheckOnce implements BootedCommand<CheckOnce.Request> {

    /**
     * The request of the command line.
     *
     * @param project may be empty
     * @param isNamed whether the command line names the URL
     * @param format of the output
     */
    record Request(String project, boolean isNamed, CheckCommand.Format format) {}

    private final Instance<PrometheusEndpoints> endpoints;
    private final Instance<EndpointCheck> check;

    CheckOnce(Instance<PrometheusEndpoints> endpoints, Instance<EndpointCheck> check) {
        this.endpoints = endpoints;
        this.check = check;
    }

    @Override
    public int run(Request request) {
        var printer = new FindingPrinter(request.format(), request.project());
        try {
            List<ServerFinding> findings = findings(request, printer);
            HttpLogs.mute();
            if (!printer.finish(findings)) {
                System.err.println(Cli.NAME + ": the result cannot be written to standard output");
                return Cli.USAGE;
            }
            boolean isFailed = findings.stream().anyMatch(each -> each.finding().outcome() == Outcome.FAILED);
            return isFailed ? Cli.INCOMPLETE : Cli.OK;
        } catch (EndpointException | IllegalArgumentException e) {
            HttpLogs.mute();
            System.err.println(Cli.NAME + ": " + TerminalText.printable(e.getMessage()));
            return Cli.USAGE;
        }
    }

    private List<ServerFinding> findings(Request request, FindingPrinter printer) {
        var step = new AtomicReference<>(Step.ENDPOINT);
        try (var progress = new ProgressLine(() -> step.get().doing())) {
            Found found = endpoints.get().find(request.project()).await().indefinitely();
            return check.get()
                    .of(request.isNamed() ? named(found) : found, request.project(), step::set)
                    .invoke(each -> progress.interrupt(() -> printer.print(each)))
                    .collect()
                    .asList()
                    .await()
                    .indefinitely();
        }
    }

    private static Found named(Found found) {
        return new Found("--prometheus", List.of(), found.endpoint());
    }
}
