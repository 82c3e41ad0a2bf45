package dev.sliprovider.getsli;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.prometheus.FairShare;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.resource.SliConfigException;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.WindowRules.Judgement;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Retrieves indicator values: reads the configuration, plans the queries, sends them all at once, keeps the order of the request. */
@Singleton
public final class SliRetrieval {

    private static final String NONE_REQUESTED =
            "No indicator was requested: the service has no slo.yaml, or its slo.yaml has no objectives.";
    private static final int PART_FOR_ANSWER = 20;
    private static final Duration MOST_FOR_ANSWER = Duration.ofSeconds(1);

    private final SliConfigs configs;
    private final PrometheusEndpoints endpoints;
    private final IndicatorQueries queries;
    private final WindowConfig windows;

    SliRetrieval(SliConfigs configs, PrometheusEndpoints endpoints, IndicatorQueries queries, WindowConfig windows) {
        this.windows = windows;
        this.configs = configs;
        this.endpoints = endpoints;
        this.queries = queries;
    }

    /**
     * @param deadline bounds the whole task; what is not known by then has no value
     * @param progress is told each value when it becomes known, on any thread
     * @return the outcome; fails if the window cannot be evaluated, or the configuration or the endpoint cannot be had
     */
    public Uni<GetSliFinished> retrieve(SliTask task, Deadline deadline, Consumer<IndicatorValue> progress) {
        return retrieve(load(task, deadline), task, deadline, progress);
    }

    /**
     * The same with indicators that are known already.
     *
     * @param config all indicators, built-in ones included
     */
    public Uni<GetSliFinished> retrieve(
            SliConfig config, SliTask task, Deadline deadline, Consumer<IndicatorValue> progress) {
        var known = new SliConfigs.Loaded(config, List.of(), List.of());
        return retrieve(Uni.createFrom().item(known), task, deadline, progress);
    }

    private Uni<GetSliFinished> retrieve(
            Uni<SliConfigs.Loaded> config, SliTask task, Deadline deadline, Consumer<IndicatorValue> progress) {
        Judgement window = windows.rules().judge(task.timeframe(), Instant.now());
        if (window.refusal().isPresent()) {
            return Uni.createFrom().failure(new WindowException(window.refusal().get()));
        }
        Uni<PrometheusEndpoint> endpoint = endpoints
                .of(task.scope().project())
                .ifNoItem()
                .after(deadline.atMost(deadline.left()))
                .on(Timeouts.clock())
                .failWith(() -> new EndpointException("the endpoint of project "
                        + task.scope().project()
                        + " was not read before the deadline of the event; look at Kubernetes and"
                        + " at what is mounted"));
        return Uni.combine()
                .all()
                .unis(config, endpoint)
                .asTuple()
                .flatMap(known -> ask(task, window, known, deadline, progress));
    }

    /** @return the indicators that the service's sli.yaml files define, built-in ones left out */
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

    private Uni<GetSliFinished> ask(
            SliTask task,
            Judgement window,
            Tuple2<SliConfigs.Loaded, PrometheusEndpoint> known,
            Deadline deadline,
            Consumer<IndicatorValue> progress) {
        List<PlannedQuery> plan = known.getItem1().config().plan(task);
        if (plan.isEmpty()) {
            List<String> warnings = Stream.concat(Stream.of(NONE_REQUESTED), known.getItem1().warnings().stream())
                    .toList();
            return Uni.createFrom().item(GetSliFinished.of(List.of(), warnings));
        }
        // The answer is made of what is known then, and takes some time as well.
        Deadline forQueries = deadline.earlier(reserve(deadline.left()));
        var share = new FairShare(task.scope().project(), forQueries);
        PrometheusEndpoint endpoint = known.getItem2();
        EventQueries event = queries.of(new IndicatorQueries.Event(
                endpoint,
                task.timeframe(),
                window.tooShort(),
                forQueries,
                share,
                known.getItem1().config().policies()));
        List<Uni<IndicatorValue>> values = plan.stream()
                .map(query -> explained(query, window))
                .map(query -> event.ask(query).invoke(progress))
                .toList();
        return Uni.join().all(values).andFailFast().flatMap(event::explained).flatMap(answers -> event.coverage()
                .map(coverage -> {
                    List<String> warnings = Stream.of(
                                    window.warning().stream().toList(),
                                    known.getItem1().warnings(),
                                    endpoint.warnings(),
                                    event.remarks())
                            .flatMap(Collection::stream)
                            .toList();
                    return GetSliFinished.of(inOrder(task, warned(answers, coverage)), warnings, coverage);
                }));
    }

    private static List<IndicatorValue> warned(List<IndicatorValue> values, Map<String, List<Coverage>> coverage) {
        return values.stream()
                .map(value -> value instanceof IndicatorValue.Measured measured
                        ? CoverageSearch.warned(measured, coverage.getOrDefault(measured.indicator(), List.of()))
                        : value)
                .toList();
    }

    private static PlannedQuery explained(PlannedQuery query, Judgement window) {
        return switch (query) {
            case PlannedQuery.Ready ready -> ready.explained(window.emptyResult(ready.promql()));
            case PlannedQuery.Rejected rejected -> rejected;
        };
    }

    private static Duration reserve(Duration left) {
        Duration part = left.dividedBy(PART_FOR_ANSWER);
        return part.compareTo(MOST_FOR_ANSWER) < 0 ? part : MOST_FOR_ANSWER;
    }

    /** One entry for each element of the request: lighthouse uses up one for each objective (contract §1.5). */
    private static List<IndicatorValue> inOrder(SliTask task, List<IndicatorValue> answers) {
        Map<String, IndicatorValue> byName =
                answers.stream().collect(Collectors.toMap(IndicatorValue::indicator, Function.identity()));
        return task.indicators().stream().map(byName::get).toList();
    }
}
