package dev.sliprovider.getsli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.prometheus.FairShare;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.WindowRules.Judgement;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Retrieves indicator values: reads the configuration, plans the queries, sends all of them at once, and keeps the order of
 * the request.
 */
@Singleton
public final class SliRetrieval {

    private static final int PART_FOR_ANSWER = 20;
    private static final Duration MOST_FOR_ANSWER = Duration.ofSeconds(1);

    private final SliConfigs configs;
    private final PrometheusEndpoints endpoints;
    private final IndicatorQueries queries;
    private final WindowConfig windows;

    private final WindowCompletion completion;

    SliRetrieval(
            SliConfigs configs,
            PrometheusEndpoints endpoints,
            IndicatorQueries queries,
            WindowConfig windows,
            WindowCompletion completion) {
        this.completion = completion;
        this.windows = windows;
        this.configs = configs;
        this.endpoints = endpoints;
        this.queries = queries;
    }

    /**
     * @param deadline bounds the whole task; indicators that are unknown by then have no value
     * @param progress receives each value as soon as it is known, on any thread
     * @return the outcome; fails if the window cannot be evaluated, or if the configuration or the endpoint cannot be read
     */
    public Uni<GetSliFinished> retrieve(SliTask task, Deadline deadline, Consumer<IndicatorValue> progress) {
        return retrieve(load(task, deadline), task, deadline, progress);
    }

    /**
     * The same, after a wait for the samples of the window if the settings want one.
     *
     * @param progress receives now and then what is still missing, as a sentence
     */
    public Uni<GetSliFinished> retrieveWhenComplete(SliTask task, Deadline deadline, Consumer<String> progress) {
        var waiting = new WaitReport(progress);
        Duration wait = windows.waitForData();
        if (wait.isZero()) {
            return retrieve(task, deadline, value -> {});
        }
        Duration half = deadline.left().dividedBy(2);
        var until = Deadline.in(wait.compareTo(half) < 0 ? wait : half);
        return load(task, deadline).flatMap(known -> completion
                .await(known.config(), List.of(task), until, until, waiting)
                .flatMap(complete -> retrieve(Uni.createFrom().item(known), task, deadline, value -> {})
                        .map(outcome -> outcome.warned(complete.warnings()))));
    }

    /**
     * The same with a known configuration.
     *
     * @param config all indicators, built-in ones included
     */
    public Uni<GetSliFinished> retrieve(
            SliConfig config, SliTask task, Deadline deadline, Consumer<IndicatorValue> progress) {
        var known = new SliConfigs.Loaded(config, List.of(), List.of());
        return retrieve(Uni.createFrom().item(known), task, deadline, progress);
    }

    /**
     * The same for several tasks of one project at once: their queries share the limits and the deadline of one event.
     *
     * @param tasks at least one
     * @return an outcome for each task, in order
     */
    public Uni<List<GetSliFinished>> retrieve(
            SliConfig config, List<SliTask> tasks, Deadline deadline, Consumer<IndicatorValue> progress) {
        var known = new SliConfigs.Loaded(config, List.of(), List.of());
        return retrieve(Uni.createFrom().item(known), tasks, deadline, progress);
    }

    private Uni<GetSliFinished> retrieve(
            Uni<SliConfigs.Loaded> config, SliTask task, Deadline deadline, Consumer<IndicatorValue> progress) {
        return retrieve(config, List.of(task), deadline, progress).map(List::getFirst);
    }

    private Uni<List<GetSliFinished>> retrieve(
            Uni<SliConfigs.Loaded> config, List<SliTask> tasks, Deadline deadline, Consumer<IndicatorValue> progress) {
        var judged = new ArrayList<TaskBatch.Judged>();
        for (SliTask task : tasks) {
            Judgement window = windows.rules().judge(task.timeframe(), Instant.now());
            if (window.refusal().isPresent()) {
                return Uni.createFrom()
                        .failure(new WindowException((judged.isEmpty() ? "" : "to compare with: ")
                                + window.refusal().get()));
            }
            judged.add(new TaskBatch.Judged(task, window));
        }
        return Uni.combine()
                .all()
                .unis(config, endpoint(tasks.getFirst(), deadline))
                .asTuple()
                .flatMap(known -> {
                    // Time to create the answer from the values that are known at the deadline.
                    Deadline forQueries = deadline.earlier(reserve(deadline.left()));
                    var share = new FairShare(tasks.getFirst().scope().project(), forQueries);
                    var batch = new TaskBatch(queries, known.getItem1(), known.getItem2(), forQueries, share, progress);
                    return Uni.join()
                            .all(judged.stream().map(batch::ask).toList())
                            .andFailFast();
                });
    }

    private Uni<PrometheusEndpoint> endpoint(SliTask task, Deadline deadline) {
        return endpoints
                .of(task.scope().project())
                .ifNoItem()
                .after(deadline.atMost(deadline.left()))
                .on(Timeouts.clock())
                .failWith(() -> new EndpointException("the endpoint of project "
                        + task.scope().project()
                        + " was not read before the deadline of the event; look at Kubernetes and"
                        + " at what is mounted"));
    }

    /** @return the indicators that the service's sli.yaml files define, without built-in ones */
    public Uni<List<String>> defined(SliTask task, Deadline deadline) {
        return load(task, deadline).map(known -> known.config().queries().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof QueryTemplate)
                .map(Map.Entry::getKey)
                .toList());
    }

    private Uni<SliConfigs.Loaded> load(SliTask task, Deadline deadline) {
        return configs.load(task.scope(), task.revision())
                .ifNoItem()
                .after(deadline.atMost(deadline.left()))
                .on(Timeouts.clock())
                .failWith(() -> new SliConfigException("the sli.yaml files of " + task.scope()
                        + " were not read before the deadline of the event; check " + configs.place()));
    }

    private static Duration reserve(Duration left) {
        Duration part = left.dividedBy(PART_FOR_ANSWER);
        return part.compareTo(MOST_FOR_ANSWER) < 0 ? part : MOST_FOR_ANSWER;
    }
}
