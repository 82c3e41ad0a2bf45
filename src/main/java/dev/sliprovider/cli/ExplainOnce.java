package dev.sliprovider.cli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.explain.AskedAgain;
import dev.sliprovider.explain.Explanation;
import dev.sliprovider.explain.QueryChanges;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.RecordedValue;
import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.SentQuery;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queries of an earlier evaluation, sent again within the limits of one event. */
@Dependent
final class ExplainOnce implements BootedCommand<ExplainOnce.Asked> {

    /** Reads what the command line asked for; it may need a connection to a history. */
    interface Asked {
        Request read() throws GateException;
    }

    /**
     * What the command line asked for.
     *
     * @param recorded what the event says
     * @param files whose queries are compared with those of the event, if any are named
     * @param filters for the queries of the files
     * @param format of the output
     */
    record Request(
            RecordedValues recorded,
            Optional<List<SourceFile>> files,
            Map<String, String> filters,
            ExplainCommand.Format format) {}

    private final Instance<SliRetrieval> retrieval;
    private final Instance<PrometheusEndpoints> endpoints;
    private final ResourceConfig resource;
    private final EventsConfig events;

    ExplainOnce(
            Instance<SliRetrieval> retrieval,
            Instance<PrometheusEndpoints> endpoints,
            ResourceConfig resource,
            EventsConfig events) {
        this.retrieval = retrieval;
        this.endpoints = endpoints;
        this.resource = resource;
        this.events = events;
    }

    @Override
    public int run(Asked asked) {
        try {
            return explain(asked.read());
        } catch (GateException e) {
            return GateExit.explain(e);
        }
    }

    private int explain(Request request) throws GateException {
        try {
            Map<String, String> changes = queryChanges(request);
            var explanation = Explanation.of(request.recorded(), askAgain(request.recorded(), changes));
            HttpLogs.mute();
            new ExplainOutput(request.format()).print(explanation);
            if (explanation.isDifferent()) {
                return GateExit.DIFFERENT;
            }
            return explanation.isIncomplete() ? GateExit.UNAVAILABLE : Cli.OK;
        } catch (EndpointException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage() + asked(request.recorded())));
        } catch (WindowException | IllegalArgumentException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage()));
        } finally {
            HttpLogs.mute();
        }
    }

    /** The endpoint of an event is shown, but never used: the event may come from others. */
    private static String asked(RecordedValues recorded) {
        return recorded.circumstances()
                .endpoint()
                .map(endpoint -> "; the event names " + endpoint)
                .orElse("");
    }

    private Map<String, String> queryChanges(Request request) throws GateException {
        if (request.files().isEmpty()) {
            return Map.of();
        }
        SliConfig now = GateFiles.queries(request.files().get(), BuiltInIndicators.withJob(resource.builtInJob()));
        return QueryChanges.of(request.recorded(), now, request.filters());
    }

    private AskedAgain askAgain(RecordedValues recorded, Map<String, String> changes) {
        var queries = new LinkedHashMap<String, IndicatorQuery>();
        for (RecordedValue value : recorded.repeatable()) {
            queries.put(value.sli(), new SentQuery(value.query().orElseThrow()));
        }
        SliTask task = recorded.task(List.copyOf(queries.keySet()), Map.of());
        String endpoint = endpoints
                .get()
                .of(task.scope().project())
                .await()
                .indefinitely()
                .toString();
        GetSliFinished outcome = retrieved(SliConfig.of(queries), task);
        var values = new HashMap<String, IndicatorValue>();
        outcome.values().forEach(value -> values.put(value.indicator(), value));
        return new AskedAgain(values, outcome.coverage(), changes, endpoint, Instant.now());
    }

    private GetSliFinished retrieved(SliConfig config, SliTask task) {
        try (var known = new IndicatorProgress()) {
            known.expect(task.indicators().size());
            return retrieval
                    .get()
                    .retrieve(config, task, Deadline.in(events.deadline()), known)
                    .await()
                    .indefinitely();
        }
    }
}
