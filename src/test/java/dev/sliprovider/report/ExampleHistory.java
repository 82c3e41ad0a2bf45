package dev.sliprovider.report;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.CriteriaGroup;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.Places;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.QualityGate;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.slo.TotalScore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A service that was evaluated again and again, each time compared with the two evaluations before. */
final class ExampleHistory {

    private static final Instant FIRST = Instant.parse("2026-01-01T14:20:00Z");

    private final SloConfig slo;
    private final Map<String, String> labels;
    private final List<PastEvaluation> newestFirst = new ArrayList<>();
    private int count;

    /** @param labels of the last evaluation; the others have a build only */
    ExampleHistory(List<Objective> objectives, Map<String, String> labels) {
        this.slo = new SloConfig(Map.of(), Comparison.STANDARD, objectives, new TotalScore("90%", "75%", Places.NONE));
        this.labels = new TreeMap<>(labels);
    }

    /** A release that comes with more errors, after two months that were not bad. */
    static ExampleHistory shop() {
        var history = new ExampleHistory(
                List.of(
                        objective("error_rate", "Share of failed requests", 2, true, "<=+10%", "<0.05"),
                        objective("response_time_p95", "", 1, false, "<=+10%", "<0.6"),
                        objective("response_time_p99", "", 1, false, "<1.5"),
                        warned("queue_depth", "<100", "<200"),
                        objective(
                                "saturation_of_the_database_connection_pool_in_the_primary_region",
                                "",
                                1,
                                false,
                                "<0.8"),
                        objective("throughput", "", 1, false),
                        objective("memory_working_set_bytes", "", 1, false, "<=+15%"),
                        objective("restarts", "", 1, false, "=0"),
                        objective("orders_per_second", "", 1, false, ">=-20%"),
                        objective("cache_hit_ratio", "", 1, false, ">0.9")),
                Map.of("buildId", "build-221", "version", "4.1.0", "link", "https://ci.example.org/shop/221"));
        var random = new Random(7);
        for (int i = 0; i < 20; i++) {
            history.add(history.normal(random, i));
        }
        List<SliValue> last = new ArrayList<>(history.normal(random, 20));
        last.set(0, SliValue.of("error_rate", 0.031));
        last.set(3, SliValue.of("queue_depth", 150));
        last.set(
                8,
                new SliValue(
                        "orders_per_second", 0, 0, false, "no data: the query returned no data; no series matched"));
        return history.add(last);
    }

    private List<SliValue> normal(Random random, int i) {
        List<SliValue> values = new ArrayList<>(List.of(
                SliValue.of("error_rate", i == 11 ? 0.0131 : 0.008 + 0.0004 * random.nextGaussian()),
                SliValue.of("response_time_p95", 0.2 + 0.002 * i + 0.01 * random.nextGaussian()),
                SliValue.of("response_time_p99", 0.71 + 0.03 * random.nextGaussian()),
                SliValue.of("queue_depth", i == 6 || i == 7 ? 120 : 40 + random.nextInt(30)),
                SliValue.of(
                        "saturation_of_the_database_connection_pool_in_the_primary_region",
                        0.55 + 0.012 * i + 0.01 * random.nextGaussian()),
                SliValue.of("throughput", 41 + 2 * random.nextGaussian()),
                SliValue.of("memory_working_set_bytes", 412_000_000 + 9_000_000 * random.nextGaussian()),
                SliValue.of("restarts", i == 14 ? 1 : 0),
                SliValue.of("orders_per_second", 3.1 + 0.2 * random.nextGaussian()),
                SliValue.of("cache_hit_ratio", 0.95 + 0.004 * random.nextGaussian())));
        if (i == 9) {
            values.set(2, new SliValue("response_time_p99", 0, 0, false, "timeout"));
        }
        return values;
    }

    /** @return names, messages and labels of an attacker, again and again */
    static ExampleHistory hostile(String text) {
        var history = new ExampleHistory(
                List.of(
                        objective(text, text, 1, true, "<1"),
                        objective("\u05d0\u05d1\u05d2 \u0627\u0644", "", 1, false, "<1")),
                Map.of("buildId", text, text, text));
        for (int i = 0; i < 4; i++) {
            history.add(List.of(
                    i % 2 == 0 ? SliValue.of(text, i) : new SliValue(text, 0, 0, false, text.repeat(300)),
                    SliValue.of("\u05d0\u05d1\u05d2 \u0627\u0644", i == 3 ? 1e300 : 1e-300)));
        }
        return history;
    }

    /** @return as many objectives and evaluations as are asked for */
    static ExampleHistory large(int objectives, int evaluations) {
        var history = new ExampleHistory(
                IntStream.range(0, objectives)
                        .mapToObj(i -> objective("indicator_number_" + i, "", 1, false, "<=+10%", "<1"))
                        .toList(),
                Map.of());
        var random = new Random(1);
        for (int i = 0; i < evaluations; i++) {
            history.add(IntStream.range(0, objectives)
                    .mapToObj(sli -> SliValue.of("indicator_number_" + sli, random.nextDouble()))
                    .toList());
        }
        return history;
    }

    /** Evaluates once more. */
    ExampleHistory add(List<SliValue> values) {
        Instant end = FIRST.plus(Duration.ofHours(70L * count));
        var answer = new ProviderAnswer(
                "shop",
                "production",
                "cart",
                Map.of("buildId", "build-" + (201 + count)),
                "succeeded",
                "pass",
                "",
                end.minusSeconds(600).toString(),
                end.toString(),
                values.stream().map(Optional::of).toList());
        List<PreviousEvaluation> previous =
                newestFirst.stream().limit(2).map(ExampleHistory::previous).toList();
        Evaluation evaluation = QualityGate.evaluate(answer, new SloFile.Readable(slo), comparison -> previous);
        newestFirst.addFirst(new PastEvaluation("id-" + count, end, evaluation));
        count++;
        return this;
    }

    private static PreviousEvaluation previous(PastEvaluation past) {
        return PreviousEvaluation.of(
                past.id(),
                past.evaluation().details().indicatorResults().orElse(List.of()).stream()
                        .map(ObjectiveResult::value)
                        .flatMap(Optional::stream)
                        .toArray(SliValue[]::new));
    }

    /** @return the last evaluation */
    Verdict verdict() {
        Evaluation last = newestFirst.getFirst().evaluation();
        return new Verdict(
                new Scope("shop", "production", "cart"),
                new Evaluation(last.status(), last.result(), last.message(), labels, last.details()),
                Optional.of(slo),
                "gate/slo.yaml",
                Map.of());
    }

    /** @return all evaluations but the last */
    List<PastEvaluation> earlier() {
        return newestFirst.subList(1, newestFirst.size());
    }

    static Objective objective(String sli, String title, long weight, boolean isKey, String... pass) {
        List<CriteriaGroup> groups = pass.length == 0 ? List.of() : List.of(CriteriaGroup.of(pass));
        return new Objective(sli, title, groups, List.of(), weight, isKey, Places.NONE);
    }

    private static Objective warned(String sli, String pass, String warning) {
        return new Objective(
                sli, "", List.of(CriteriaGroup.of(pass)), List.of(CriteriaGroup.of(warning)), 1, false, Places.NONE);
    }
}
