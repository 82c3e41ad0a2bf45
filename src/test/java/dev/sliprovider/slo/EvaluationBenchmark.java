package dev.sliprovider.slo;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to evaluate as many objectives against 100 earlier evaluations; run by {@code ./dev bench --core}. */
@State(Scope.Benchmark)
public class EvaluationBenchmark {

    private static final int EARLIER = 100;

    /** Objectives, each with an indicator of its own. */
    @Param({"20", "1000"})
    public int indicators;

    private SloFile slo;
    private ProviderAnswer answer;
    private List<PreviousEvaluation> history;

    /** Fixed and relative criteria, the most expensive function. */
    @Setup
    public void prepare() {
        var random = new Random(1);
        List<Objective> objectives = IntStream.range(0, indicators)
                .mapToObj(i -> new Objective(
                        "indicator_" + i,
                        "",
                        List.of(CriteriaGroup.of("<=+10%", "<600"), CriteriaGroup.of("<5")),
                        List.of(CriteriaGroup.of("<=800")),
                        1,
                        false,
                        Places.NONE))
                .toList();
        var comparison = new Comparison("several_results", "all", EARLIER, "p95", Places.NONE);
        slo = new SloFile.Readable(
                new SloConfig(Map.of(), comparison, objectives, new TotalScore("90%", "75%", Places.NONE)));
        answer = ExampleSlo.answer(values(random));
        history = IntStream.range(0, EARLIER)
                .mapToObj(i -> PreviousEvaluation.of("e" + i, values(random)))
                .toList();
    }

    private SliValue[] values(Random random) {
        return IntStream.range(0, indicators)
                .mapToObj(i -> SliValue.of("indicator_" + i, random.nextDouble() * 1000))
                .toArray(SliValue[]::new);
    }

    /** One evaluation. */
    @Benchmark
    public Evaluation evaluate() {
        return QualityGate.evaluate(answer, slo, comparison -> history);
    }
}
