package dev.sliprovider.cli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.getsli.GetSliConfig;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** One retrieval once Quarkus is up. */
final class GetSliOnce implements QuarkusApplication {

    /**
     * What the command line asked for.
     *
     * @param event given, or composed of the options
     * @param data of the event
     * @param output how to print
     */
    record Request(KeptnEvent event, GetSliTriggered data, Output output) {}

    /** Quarkus makes the application, so the request waits here for it. */
    private static volatile Request request;

    private final Instance<SliRetrieval> retrieval;
    private final GetSliConfig config;
    private final EventsConfig events;

    GetSliOnce(Instance<SliRetrieval> retrieval, GetSliConfig config, EventsConfig events) {
        this.retrieval = retrieval;
        this.config = config;
        this.events = events;
    }

    /** @return the exit code */
    static int run(Request wanted) {
        request = wanted;
        return Boot.run(GetSliOnce.class);
    }

    @Override
    public int run(String... args) {
        GetSliFinished outcome;
        GetSliTriggered data = request.data();
        var deadline = Deadline.in(events.deadline());
        try (var known = new KnownIndicators()) {
            SliTask task = withIndicators(data.toTask(), deadline);
            data = data.withIndicators(task.indicators());
            known.expect(task.indicators().stream().distinct().count());
            outcome = retrieval.get().retrieve(task, deadline, known).await().indefinitely();
        } catch (InvalidEventException | SliConfigException | EndpointException | IllegalArgumentException e) {
            outcome = GetSliFinished.errored(e.getMessage(), data.indicators());
        }
        Quiet.please();
        var printer = new Printer(request.output(), new Replies(request.event(), config.source()));
        if (!printer.print(data, outcome)) {
            System.err.println(Cli.NAME + ": the result cannot be written to standard output");
            return Cli.USAGE;
        }
        if (outcome.status() == Status.ERRORED) {
            return Cli.USAGE;
        }
        return outcome.result() == Result.PASS ? Cli.OK : Cli.INCOMPLETE;
    }

    /** Who names no indicator wants all that the files define. */
    private SliTask withIndicators(SliTask task, Deadline deadline) {
        if (!task.indicators().isEmpty()) {
            return task;
        }
        List<String> names = retrieval.get().defined(task, deadline).await().indefinitely();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no sli.yaml defines an indicator for " + task.scope()
                    + "; name some with --indicator, or check --sli-dir");
        }
        return task.withIndicators(names);
    }
}
