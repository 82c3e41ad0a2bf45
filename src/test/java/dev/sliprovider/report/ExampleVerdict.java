package dev.sliprovider.report;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.CriteriaGroup;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.Place;
import dev.sliprovider.slo.Places;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.ProviderAnswer;
import dev.sliprovider.slo.QualityGate;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.slo.TotalScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Verdicts that reports are made of in tests. */
final class ExampleVerdict {

    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> | `a` [x](http://e.vil) @all ]]> \u0007\u202e%\"'&\n::error::";

    private ExampleVerdict() {}

    /** @return a verdict that fails because of a regression; every status occurs */
    static Verdict regression() {
        return verdict(
                List.of(
                        objective("error_rate", 2, true, 4, groups("<=+10%", "<0.05"), groups()),
                        objective("response_p95", 1, false, 10, groups("<=+10%"), groups()),
                        objective("queue_depth", 1, false, 16, groups("<100"), groups("<200")),
                        objective("saturation", 1, false, 22, groups("<0.8"), groups()),
                        objective("throughput", 1, false, 28, groups(), groups())),
                SliValue.of("error_rate", 0.031),
                SliValue.of("response_p95", 0.212),
                SliValue.of("queue_depth", 150),
                new SliValue("saturation", 0, 0, false, "no data: the query gave an empty vector"),
                SliValue.of("throughput", 41.2));
    }

    /** @return everything is fine */
    static Verdict pass() {
        return verdict(
                List.of(objective("response_p95", 1, false, 4, groups("<=+10%"), groups())),
                SliValue.of("response_p95", 0.2));
    }

    /** @return names, messages and queries of an attacker */
    static Verdict hostile() {
        return verdict(
                List.of(objective(HOSTILE, 1, false, 4, groups("<1"), groups())),
                new SliValue(HOSTILE, 0, 0, false, HOSTILE));
    }

    /** @return the longest file that is read, with long messages */
    static Verdict large() {
        return verdict(
                IntStream.range(0, 500)
                        .mapToObj(i -> objective("indicator_" + i, 1, false, i + 1, groups("<1"), groups()))
                        .toList(),
                IntStream.range(0, 500)
                        .mapToObj(i -> new SliValue("indicator_" + i, 0, 0, false, "x".repeat(500)))
                        .toArray(SliValue[]::new));
    }

    /** @return slo.yaml could not be read */
    static Verdict errored() {
        return new Verdict(
                new Scope("shop", "qa", "cart"),
                QualityGate.evaluate(answer(), new SloFile.Unreadable(), comparison -> List.of()),
                Optional.empty(),
                "slo.yaml",
                Map.of());
    }

    private static Verdict verdict(List<Objective> objectives, SliValue... values) {
        var slo = new SloConfig(Map.of(), Comparison.STANDARD, objectives, new TotalScore("90%", "75%", Places.NONE));
        var earlier = PreviousEvaluation.of("e1", SliValue.of("error_rate", 0.008), SliValue.of("response_p95", 0.205));
        return new Verdict(
                new Scope("shop", "qa", "cart"),
                QualityGate.evaluate(answer(values), new SloFile.Readable(slo), comparison -> List.of(earlier)),
                Optional.of(slo),
                "gate/slo.yaml",
                Map.of(
                        objectives.getFirst().sli(),
                        "sum(rate(errors[10m])) | " + objectives.getFirst().sli()));
    }

    private static ProviderAnswer answer(SliValue... values) {
        return new ProviderAnswer(
                "shop",
                "qa",
                "cart",
                Map.of(),
                "succeeded",
                "pass",
                "",
                "2026-01-01T14:10:00Z",
                "2026-01-01T14:20:00Z",
                Stream.of(values).map(Optional::of).toList());
    }

    private static List<CriteriaGroup> groups(String... criteria) {
        return criteria.length == 0 ? List.of() : List.of(CriteriaGroup.of(criteria));
    }

    private static Objective objective(
            String sli, long weight, boolean keySli, int line, List<CriteriaGroup> pass, List<CriteriaGroup> warning) {
        return new Objective(sli, "", pass, warning, weight, keySli, new Places(new Place(line, 5), Map.of()));
    }
}
