package dev.sliprovider.cli;

import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Evaluator;
import dev.sliprovider.evaluator.LeveledFiles;
import dev.sliprovider.evaluator.RetrievedValues;
import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.Tool;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates windows of the past one after the other, oldest first, with the queries that evaluate would send. A query over
 * a range would be faster, but gives other numbers where a query contains the times of its window, so that each window has
 * queries of its own; those of some windows are sent ahead.
 */
@Dependent
final class PastEvaluations {

    /** If the first evaluations have no verdict, the others will have none either. */
    private static final int MOST_WITHOUT_VERDICT = 10;

    private final Instance<ProjectFiles> files;
    private final Instance<SliRetrieval> retrieval;
    private final Instance<PrometheusEndpoints> endpoints;
    private final ResourceConfig resource;
    private final EventsConfig events;

    PastEvaluations(
            Instance<ProjectFiles> files,
            Instance<SliRetrieval> retrieval,
            Instance<PrometheusEndpoints> endpoints,
            ResourceConfig resource,
            EventsConfig events) {
        this.files = files;
        this.retrieval = retrieval;
        this.endpoints = endpoints;
        this.resource = resource;
        this.events = events;
    }

    /** What becomes of the evaluations. */
    interface Visitor {
        /** @return the id of the evaluation of that window */
        String id(Timeframe window);

        /** @return the evaluations before that one */
        Gate.Baselines before(EvaluationIdentity subject);

        /** Gets each evaluation, oldest first. */
        void evaluated(Timeframe window, Gate.Result result) throws GateException;
    }

    /**
     * How it ended.
     *
     * @param files that were used
     * @param endpoint that was queried
     * @param stopped why not all windows were evaluated
     * @param hopeless the conclusion of all evaluations, if it is the reason
     */
    record Ending(GateFiles files, String endpoint, Optional<String> stopped, Optional<Conclusion> hopeless) {

        /** @return the exit code: a walk that ended early for want of verdicts is not done */
        int exitCode() {
            return hopeless.map(conclusion -> GateExit.of(conclusion, Cli.OK)).orElse(Cli.OK);
        }
    }

    /** What all windows have in common. */
    private record Walk(WalkRequest request, GateFiles files, SliConfig config, String endpoint) {

        SliTask task(Timeframe window) {
            return request.target(window)
                    .task(files.indicators(), files.config().filter());
        }

        Gate.Result judge(ValuesAhead.Known known, Visitor visitor) throws GateException {
            EvaluationTarget target = request.target(known.window());
            var subject = new EvaluationIdentity(
                    target.scope(),
                    visitor.id(known.window()),
                    known.window().end(),
                    target.deployment(),
                    target.attributes());
            var values = RetrievedValues.values(
                    task(known.window()), target.window().orElseThrow(), known.values(), endpoint);
            return new Gate(new Tool(Cli.NAME, Cli.Version.number()), subject, files, values)
                    .evaluate(
                            visitor.before(subject),
                            0,
                            Optional.of(config.queries().keySet()));
        }
    }

    /**
     * @param windows of the request that are evaluated
     * @throws GateException if nothing can be evaluated, or the visitor cannot go on
     */
    Ending walk(WalkRequest request, List<Timeframe> windows, Visitor visitor, StopSignal stop) throws GateException {
        GateFiles found = request.files().isPresent() ? request.files().get() : ofKeptn(request);
        SliConfig config = found.queries(BuiltInIndicators.withJob(resource.builtInJob()));
        String endpoint = endpoints
                .get()
                .of(request.service().scope().project())
                .await()
                .indefinitely()
                .toString();
        var walk = new Walk(request, found, config, endpoint);
        var ahead = new ValuesAhead(windows, window -> ask(walk, window));
        try (var progress = new WalkProgress(windows.size())) {
            return walk(walk, ahead, visitor, stop, progress);
        } finally {
            ahead.cancel();
            HttpLogs.mute();
        }
    }

    private static Ending walk(Walk walk, ValuesAhead ahead, Visitor visitor, StopSignal stop, WalkProgress progress)
            throws GateException {
        int without = 0;
        for (var known = ahead.next(stop); known.isPresent(); known = ahead.next(stop)) {
            Gate.Result result = walk.judge(known.get(), visitor);
            visitor.evaluated(known.get().window(), result);
            progress.step();
            without = result.conclusion().isVerdict() ? Integer.MIN_VALUE : without + 1;
            if (without == MOST_WITHOUT_VERDICT) {
                return new Ending(
                        walk.files(), walk.endpoint(), Optional.of(hopeless(result)), Optional.of(result.conclusion()));
            }
        }
        Optional<String> stopped =
                stop.isGiven() ? Optional.of("Interrupted: later windows are not evaluated.") : Optional.empty();
        return new Ending(walk.files(), walk.endpoint(), stopped, Optional.empty());
    }

    private static String hopeless(Gate.Result result) {
        return "Stopped after the first " + MOST_WITHOUT_VERDICT + " evaluations, none of which had a verdict: "
                + reason(result);
    }

    /** @return why nothing is concluded; empty for a verdict */
    static String reason(Gate.Result result) {
        return result.kept().data().at("/evaluation/gate/reason").asText();
    }

    private Uni<GetSliFinished> ask(Walk walk, Timeframe window) {
        var deadline = Deadline.in(events.deadline());
        return retrieval.get().retrieve(walk.config(), walk.task(window), deadline, value -> {});
    }

    private GateFiles ofKeptn(WalkRequest request) throws GateException {
        return Awaited.of(new LeveledFiles(
                        files.get(), request.service().scope(), Optional.empty(), GateException.Kind.UNAVAILABLE)
                .read(Evaluator.SLO));
    }
}
