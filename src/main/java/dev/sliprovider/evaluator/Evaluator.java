package dev.sliprovider.evaluator;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.gate.Freshness;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.Values;
import dev.sliprovider.getsli.Completeness;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.SliRetrieval;
import dev.sliprovider.getsli.WindowCompletion;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepares an evaluation: reads the files of a service, and asks Prometheus for its values and those of live baselines. A
 * {@link dev.sliprovider.gate.Gate} judges them.
 */
@Singleton
public final class Evaluator {

    /** The file with the objectives. */
    public static final String SLO = "slo.yaml";

    /** Also without a wait the server is asked once. */
    private static final Duration LAST_QUESTION = Duration.ofSeconds(2);

    private final Instance<ProjectFiles> files;
    private final SliRetrieval retrieval;
    private final WindowCompletion completion;
    private final PrometheusEndpoints endpoints;
    private final ResourceConfig resource;

    Evaluator(
            Instance<ProjectFiles> files,
            SliRetrieval retrieval,
            WindowCompletion completion,
            PrometheusEndpoints endpoints,
            ResourceConfig resource) {
        this.files = files;
        this.retrieval = retrieval;
        this.completion = completion;
        this.endpoints = endpoints;
        this.resource = resource;
    }

    /**
     * Reads the files of the service, where the settings say that they are.
     *
     * @return the files; fails with a {@link GateException} if there is no slo.yaml, or a file cannot be read or used
     */
    public Uni<GateFiles> files(EvaluationTarget target) {
        return new LeveledFiles(files.get(), target.scope(), target.commit(), GateException.Kind.UNAVAILABLE).read(SLO);
    }

    /**
     * Merges the files with indicators and the built-in indicators.
     *
     * @throws GateException naming every problem of every file
     */
    public SliConfig indicators(GateFiles of) throws GateException {
        return of.queries(BuiltInIndicators.withJob(resource.builtInJob()));
    }

    /**
     * Asks Prometheus for the values, once the samples are there.
     *
     * @return the values, also those that are missing; fails with a {@link GateException} if the endpoint, the window or a
     *     file cannot be used
     */
    public Uni<AskedValues> ask(Question question, QuestionProgress progress) {
        return Uni.createFrom()
                .deferred(() -> Attempt.uni(() -> asked(question, progress)).flatMap(values -> values))
                .onFailure(failure -> failure instanceof EndpointException
                        || failure instanceof WindowException
                        || failure instanceof IllegalArgumentException)
                .transform(failure -> GateException.wrongInput(failure.getMessage()));
    }

    private Uni<AskedValues> asked(Question question, QuestionProgress progress) throws GateException {
        GateFiles found = question.files();
        SliConfig config = indicators(found);
        SliTask own = question.target().task(found.indicators(), found.config().filter());
        var comparison = new LiveComparison(variants(question), config, own);
        var tasks = new ArrayList<>(List.of(own));
        tasks.addAll(comparison.tasks());
        return completed(config, tasks, question.longestWait(), progress).flatMap(completeness -> retrieved(
                        config, tasks, question.deadline(), progress)
                .flatMap(outcomes -> endpoints.of(own.scope().project()).map(endpoint -> {
                    Values values = RetrievedValues.values(
                            own, question.target().window().orElseThrow(), outcomes.getFirst(), endpoint.toString());
                    return new AskedValues(
                            values.requiring(question.leastCoverage()).with(freshness(question, completeness)),
                            comparison.baselines(outcomes.subList(1, outcomes.size()), endpoint.toString()));
                })));
    }

    private static List<LiveVariant> variants(Question question) {
        return question.compareWith() instanceof CompareWith.Live live ? live.variants() : List.of();
    }

    private static Freshness freshness(Question question, Completeness completeness) {
        return new Freshness(
                completeness.waited().toMillis(),
                completeness.isComplete(),
                question.isCompleteRequired(),
                completeness.warnings());
    }

    private Uni<Completeness> completed(
            SliConfig config, List<SliTask> tasks, Duration longest, QuestionProgress progress) {
        return completion
                .await(config, tasks, Deadline.in(longest), Deadline.in(longest.plus(LAST_QUESTION)), progress::waiting)
                .invoke(progress::arrived);
    }

    private Uni<List<GetSliFinished>> retrieved(
            SliConfig config, List<SliTask> tasks, Duration deadline, QuestionProgress progress) {
        progress.asking(tasks.stream()
                .mapToLong(task -> task.indicators().stream().distinct().count())
                .sum());
        return retrieval.retrieve(config, tasks, Deadline.in(deadline), progress::known);
    }
}
