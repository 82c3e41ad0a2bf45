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
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One retrieval of indicator values, printed. */
@Dependent
final class GetSliOnce implements BootedCommand<GetSliOnce.Request> {

    /** What is done with the queries. */
    enum Mode {
        /** They are asked. */
        VALUES,
        /** They are shown as they are written. */
        LIST,
        /** They are shown as they would be sent. */
        DRY_RUN
    }

    /**
     * What is wanted beyond the event.
     *
     * @param mode what is done with the queries
     * @param queries by name, instead of files; empty if files are read
     * @param unnamed names that must not be used
     */
    record Wanted(Mode mode, Map<String, IndicatorQuery> queries, MissingNames unnamed) {}

    /**
     * The request of the command line.
     *
     * @param event given, or created from the options
     * @param data of the event
     * @param wanted beyond the event
     * @param output format of the output
     */
    record Request(KeptnEvent event, GetSliTriggered data, Wanted wanted, OutputFormat output) {}

    private final Instance<SliConfigs> configs;
    private final Instance<ProjectFiles> files;
    private final Instance<SliRetrieval> retrieval;
    private final GetSliConfig config;
    private final EventsConfig events;

    GetSliOnce(
            Instance<SliConfigs> configs,
            Instance<ProjectFiles> files,
            Instance<SliRetrieval> retrieval,
            GetSliConfig config,
            EventsConfig events) {
        this.configs = configs;
        this.files = files;
        this.retrieval = retrieval;
        this.config = config;
        this.events = events;
    }

    @Override
    public int run(Request request) {
        return run(request, () -> {});
    }

    /** @param heading writes what stands above the result, as soon as there is one */
    int run(Request request, Runnable heading) {
        GetSliFinished outcome;
        GetSliTriggered data = request.data();
        var deadline = Deadline.in(events.deadline());
        try (var known = new IndicatorProgress()) {
            SliTask task = withIndicators(data.toTask(), request.wanted(), deadline);
            data = data.withIndicators(task.indicators());
            DefinedIndicators indicators = indicators(task, request.wanted());
            if (request.wanted().mode() == Mode.LIST) {
                return show(QueryListing.definitions(task, indicators, Terminal.width()), Cli.OK);
            }
            request.wanted().unnamed().check(task, indicators);
            if (request.wanted().mode() == Mode.DRY_RUN) {
                List<PlannedQuery> plan = indicators.config().plan(task);
                return show(QueryListing.rendered(plan), QueryListing.isComplete(plan) ? Cli.OK : Cli.INCOMPLETE);
            }
            known.expect(task.indicators().stream().distinct().count());
            outcome = retrieve(task, request.wanted(), deadline, known);
        } catch (InvalidEventException
                | WindowException
                | SliConfigException
                | EndpointException
                | IllegalArgumentException e) {
            outcome = GetSliFinished.errored(e.getMessage(), data.indicators());
        }
        heading.run();
        return print(request, data, outcome);
    }

    private GetSliFinished retrieve(SliTask task, Wanted wanted, Deadline deadline, IndicatorProgress known) {
        Uni<GetSliFinished> outcome = wanted.queries().isEmpty()
                ? retrieval.get().retrieve(task, deadline, known)
                : retrieval.get().retrieve(SliConfig.of(wanted.queries()), task, deadline, known);
        return outcome.await().indefinitely();
    }

    private int print(Request request, GetSliTriggered data, GetSliFinished outcome) {
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

    private static int show(String text, int code) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(text);
        return code;
    }

    /** Without an indicator in the request, all indicators of the files are retrieved. */
    private SliTask withIndicators(SliTask task, Wanted wanted, Deadline deadline) {
        if (!wanted.queries().isEmpty()) {
            return task.withIndicators(List.copyOf(wanted.queries().keySet()));
        }
        if (!task.indicators().isEmpty()) {
            return task;
        }
        List<String> names = retrieval.get().defined(task, deadline).await().indefinitely();
        if (names.isEmpty()) {
            throw new IllegalArgumentException(new NoIndicatorsExplanation(configs.get()).explain(task));
        }
        return task.withIndicators(names);
    }

    /** Places are looked up only where they are shown. */
    private DefinedIndicators indicators(SliTask task, Wanted wanted) {
        if (!wanted.queries().isEmpty()) {
            return DefinedIndicators.ofOptions(wanted.queries());
        }
        if (wanted.mode() == Mode.VALUES && wanted.unnamed().names().isEmpty()) {
            return DefinedIndicators.ofOptions(Map.of());
        }
        SliConfig config = configs.get()
                .load(task.scope(), task.revision())
                .await()
                .indefinitely()
                .config();
        return DefinedIndicators.of(config, files.get(), task);
    }
}
