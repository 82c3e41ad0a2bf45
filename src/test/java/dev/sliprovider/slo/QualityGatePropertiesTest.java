package dev.sliprovider.slo;

import static dev.sliprovider.slo.ExampleSlo.answer;
import static dev.sliprovider.slo.ExampleSlo.config;
import static dev.sliprovider.slo.ExampleSlo.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.slo.Evaluation.Result;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QualityGatePropertiesTest {

    private static final double GOOD = 5;
    private static final double BAD = 50;

    /** Values of all objectives, each named by its position. */
    private static SliValue[] values(List<Objective> objectives, double... values) {
        return IntStream.range(0, objectives.size())
                .mapToObj(i -> SliValue.of(objectives.get(i).sli(), values[i % values.length]))
                .toArray(SliValue[]::new);
    }

    private static Evaluation run(List<Objective> objectives, SliValue... values) {
        return evaluate(config("90%", "60%", objectives.toArray(Objective[]::new)), answer(values));
    }

    @Property
    void the_score_is_between_0_and_100(
            @ForAll("objectives") List<Objective> objectives, @ForAll("numbers") List<Double> numbers) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        Evaluation evaluation = run(objectives, values(objectives, values));
        assertThat(evaluation.details().score()).isBetween(0.0, 100.0);
        assertThat(evaluation.details().indicatorResults().orElseThrow()).hasSameSizeAs(objectives);
    }

    @Property
    void a_better_value_never_lowers_the_score(
            @ForAll("objectives") List<Objective> objectives,
            @ForAll("numbers") List<Double> numbers,
            @ForAll int which) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        SliValue[] sent = values(objectives, values);
        double before = run(objectives, sent).details().score();
        int better = Math.floorMod(which, sent.length);
        sent[better] = SliValue.of(sent[better].metric(), GOOD);
        assertThat(run(objectives, sent).details().score()).isGreaterThanOrEqualTo(before);
    }

    @Property
    void if_all_values_are_good_it_passes(@ForAll("objectives") List<Objective> objectives) {
        Evaluation evaluation = run(objectives, values(objectives, GOOD));
        assertThat(evaluation.result()).isEqualTo(Result.PASS);
        assertThat(evaluation.details().score()).isEqualTo(100);
    }

    @Property
    void a_key_objective_without_a_value_always_fails(@ForAll("objectives") List<Objective> objectives) {
        List<Objective> keys = objectives.stream()
                .map(objective -> ExampleSlo.objective(
                        objective.sli(), objective.weight(), true, objective.pass(), objective.warning()))
                .toList();
        SliValue[] sent = values(keys, GOOD);
        sent[0] = new SliValue(sent[0].metric(), 0, 0, false, "no data");
        Evaluation evaluation = run(keys, sent);
        assertThat(evaluation.result()).isEqualTo(Result.FAIL);
        assertThat(evaluation.message()).endsWith("no data");
    }

    @Property
    void the_order_of_the_values_does_not_matter(
            @ForAll("objectives") List<Objective> objectives, @ForAll("numbers") List<Double> numbers) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        List<SliValue> sent = List.of(values(objectives, values));
        assertThat(run(objectives, sent.reversed().toArray(SliValue[]::new)))
                .isEqualTo(run(objectives, sent.toArray(SliValue[]::new)));
    }

    @Property
    void an_average_is_between_the_values(
            @ForAll("numbers") List<Double> numbers, @ForAll("functions") String function) {
        double[] values = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        Aggregate aggregate = Aggregate.of(values, function);
        double least = numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(aggregate.value()).isBetween(least - 1e-9, most + 1e-9);
    }

    @Property
    void any_text_is_a_criterion_or_refused(@ForAll String text) {
        assertThat(Criterion.parse(text).text()).isEqualTo(text);
    }

    @Provide
    Arbitrary<List<Objective>> objectives() {
        Arbitrary<Long> weights = Arbitraries.longs().between(1, 1_000_000);
        Arbitrary<List<CriteriaGroup>> warnings =
                Arbitraries.of(List.of(), List.of(CriteriaGroup.of("<20")), List.of(CriteriaGroup.of("<8", "x")));
        return Combinators.combine(weights, warnings)
                .as((weight, warning) ->
                        ExampleSlo.objective("", weight, false, List.of(CriteriaGroup.of("<10")), warning))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(QualityGatePropertiesTest::numbered);
    }

    private static List<Objective> numbered(List<Objective> objectives) {
        return IntStream.range(0, objectives.size())
                .mapToObj(i -> {
                    Objective objective = objectives.get(i);
                    return ExampleSlo.objective(
                            "m" + i, objective.weight(), false, objective.pass(), objective.warning());
                })
                .toList();
    }

    @Provide
    Arbitrary<List<Double>> numbers() {
        return Arbitraries.of(GOOD, 15.0, BAD).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> functions() {
        return Arbitraries.of("avg", "p50", "p90", "p95");
    }
}
