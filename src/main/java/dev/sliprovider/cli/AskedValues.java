package dev.sliprovider.cli;

import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.gate.Freshness;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.LiveBaseline;
import dev.sliprovider.gate.Values;
import dev.sliprovider.getsli.Completeness;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.getsli.WindowCompletion;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.waiting.Deadline;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks Prometheus for the values of one evaluation and for those of its live baselines, once the samples are there. */
@Dependent
final class AskedValues {

    /**
     * What Prometheus has.
     *
     * @param values of the evaluation
     * @param live baselines, in the order of the command line
     */
    record Asked(Values values, List<LiveBaseline> live) {}

    /** Also without a wait the server is asked once. */
    private static final Duration LAST_QUESTION = Duration.ofSeconds(2);

    private final SliRetrieval retrieval;
    private final WindowCompletion completion;
    private final PrometheusEndpoints endpoints;
    private final EventsConfig events;

    AskedValues(
            SliRetrieval retrieval, WindowCompletion completion, PrometheusEndpoints endpoints, EventsConfig events) {
        this.retrieval = retrieval;
        this.completion = completion;
        this.endpoints = endpoints;
        this.events = events;
    }

    /**
     * @param request what is compared with, and how long is waited
     * @param target what is evaluated, with its window
     */
    Asked ask(EvaluateRequest request, EvaluationTarget target, GateFiles found, SliConfig config)
            throws GateException {
        SliTask own = target.task(found.indicators(), found.config().filter());
        var comparison = new LiveComparison(variants(request), config, own);
        var tasks = new ArrayList<>(List.of(own));
        tasks.addAll(comparison.tasks());
        Completeness completeness = completed(config, tasks, request.longestWait());
        List<GetSliFinished> outcomes = retrieved(config, tasks);
        String endpoint =
                endpoints.of(own.scope().project()).await().indefinitely().toString();
        var freshness = new Freshness(
                completeness.waited().toMillis(),
                completeness.isComplete(),
                request.isCompleteRequired(),
                completeness.warnings());
        return new Asked(
                request.coverage()
                        .required(RetrievedValues.values(
                                own, target.window().orElseThrow(), outcomes.getFirst(), endpoint))
                        .with(freshness),
                comparison.baselines(outcomes.subList(1, outcomes.size()), endpoint));
    }

    private static List<Variant> variants(EvaluateRequest request) {
        return request.plan().compareWith() instanceof CompareWith.Live live ? live.variants() : List.of();
    }

    private Completeness completed(SliConfig config, List<SliTask> tasks, Duration longest) {
        try (var progress = new DataWaitProgress(longest)) {
            Completeness completeness = completion
                    .await(config, tasks, Deadline.in(longest), Deadline.in(longest.plus(LAST_QUESTION)), progress)
                    .await()
                    .indefinitely();
            progress.ended(completeness);
            return completeness;
        }
    }

    private List<GetSliFinished> retrieved(SliConfig config, List<SliTask> tasks) {
        try (var known = new IndicatorProgress()) {
            known.expect(tasks.stream()
                    .mapToLong(task -> task.indicators().stream().distinct().count())
                    .sum());
            return retrieval
                    .retrieve(config, tasks, Deadline.in(events.deadline()), known)
                    .await()
                    .indefinitely();
        }
    }
}
