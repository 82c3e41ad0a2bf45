package dev.sliprovider.sli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to fill in queries; run by {@code ./dev bench --core}. */
@State(Scope.Benchmark)
public class PlanningBenchmark {

    private static final String TEMPLATE =
            "sum(rate(http_requests_total{job=\"$SERVICE-$PROJECT-$STAGE\",team=\"$LABEL.team\",handler=~\"/i.*\"}"
                    + "[$DURATION_SECONDS])) / sum(rate(http_requests_total{job=\"$SERVICE-$PROJECT-$STAGE\"}[$DURATION_SECONDS]))";

    /** Of the event. */
    @Param({"1", "20", "100"})
    public int indicators;

    private SliConfig config;
    private SliTask task;

    /** Queries of usual length, a handful of labels. */
    @Setup
    public void prepare() {
        Map<String, IndicatorQuery> queries = new LinkedHashMap<>();
        IntStream.range(0, indicators).forEach(i -> queries.put("i" + i, new QueryTemplate(TEMPLATE)));
        config = SliConfig.of(queries);
        Map<String, String> labels =
                IntStream.range(0, 5).boxed().collect(Collectors.toMap(i -> "label" + i, i -> "value " + i));
        labels.put("team", "red \"team\"");
        task = ExampleTask.withLabels(labels).withIndicators(List.copyOf(queries.keySet()));
    }

    /** Template rendering and planning of one event. */
    @Benchmark
    public List<PlannedQuery> plan() {
        return config.plan(task);
    }
}
