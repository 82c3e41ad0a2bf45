package dev.sliprovider.cli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.getsli.GetSliConfig;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** One retrieval of indicator values, printed. */
@Dependent
final class GetSliOnce implements BootedCommand<GetSliOnce.Request> {

    /**
     * The request of the command line.
     *
     * @param event given, or created from the options
     * @param data of the event
     * @param output format of the output
     */
    record Request(KeptnEvent event, GetSliTriggered data, OutputFormat output) {}

    private final Instance<SliConfigs> configs;
    private final Instance<SliRetrieval> retrieval;
    private final GetSliConfig config;
    private final EventsConfig events;

    GetSliOnce(
            Instance<SliConfigs> configs, Instance<SliRetrieval> retrieval, GetSliConfig config, EventsConfig events) {
        this.configs = configs;
        this.retrieval = retrieval;
        this.config = config;
        this.events = events;
    }

    @Override
    public int run(Request request) {
        GetSliFinished outcome;
        GetSliTriggered data = request.data();
        var deadline = Deadline.in(events.deadline());
        try (var known = new IndicatorProgress()) {
            SliTask task = withIndicators(data.toTask(), deadline);
            data = data.withIndicators(task.indicators());
            known.expect(task.indicators().stream().distinct().count());
            outcome = retrieval.get().retrieve(task, deadline, known).await().indefinitely();
        } catch (InvalidEventException
                | WindowException
                | SliConfigException
                | EndpointException
                | IllegalArgumentException e) {
            outcome = GetSliFinished.errored(e.getMessage(), data.indicators());
        }
        HttpLogs.mute();
        var printer = new ResultPrinter(request.output(), new Replies(request.event(), config.source()));
        if (!printer.print(data, outcome)) {
            System.err.println(Cli.NAME + ": the result cannot be written to standard output");
            return Cli.USAGE;
        }
        if (outcome.status() == Status.ERRORED) {
            return Cli.USAGE;
        }
        return outcome.result() == Result.PASS ? Cli.OK : Cli.INCOMPLETE;
    }

    /** Without an indicator in the request, all indicators of the files are retrieved. */
    private SliTask withIndicators(SliTask task, Deadline deadline) {
        if (!task.indicators().isEmpty()) {
            return task;
        }
        List<String> names = retrieval.get().defined(task, deadline).await().indefinitely();
        if (names.isEmpty()) {
            throw new IllegalArgumentException(new NoIndicatorsExplanation(configs.get()).explain(task));
        }
        return task.withIndicators(names);
    }
}
