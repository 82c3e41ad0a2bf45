package dev.sliprovider.cli;

import dev.sliprovider.check.Checked;
import dev.sliprovider.check.EndpointCheck;
import dev.sliprovider.check.Outcome;
import dev.sliprovider.check.Step;
import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.endpoint.PrometheusEndpoints.Found;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One check once Quarkus is up. */
final class CheckOnce implements QuarkusApplication {

    /**
     * What the command line asked for.
     *
     * @param project may be empty
     * @param isNamed whether the command line has the URL
     * @param format how to print
     */
    record Request(String project, boolean isNamed, CheckCommand.Format format) {}

    /** Quarkus makes the application, so the request waits here for it. */
    private static volatile Request request;

    private final Instance<PrometheusEndpoints> endpoints;
    private final Instance<EndpointCheck> check;

    CheckOnce(Instance<PrometheusEndpoints> endpoints, Instance<EndpointCheck> check) {
        this.endpoints = endpoints;
        this.check = check;
    }

    /** @return the exit code */
    static int run(Request wanted) {
        request = wanted;
        return Boot.run(CheckOnce.class);
    }

    @Override
    public int run(String... args) {
        var printer = new FindingPrinter(request.format(), request.project());
        try {
            List<Checked> findings = look(printer);
            Quiet.please();
            if (!printer.finish(findings)) {
                System.err.println(Cli.NAME + ": the result cannot be written to standard output");
                return Cli.USAGE;
            }
            boolean isFailed = findings.stream().anyMatch(each -> each.finding().outcome() == Outcome.FAILED);
            return isFailed ? Cli.INCOMPLETE : Cli.OK;
        } catch (EndpointException | IllegalArgumentException e) {
            Quiet.please();
            System.err.println(Cli.NAME + ": " + ValueTable.printable(e.getMessage()));
            return Cli.USAGE;
        }
    }

    private List<Checked> look(FindingPrinter printer) {
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
