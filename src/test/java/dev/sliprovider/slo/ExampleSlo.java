package dev.sliprovider.slo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Small inputs of the gate. */
final class ExampleSlo {

    private ExampleSlo() {}

    static Objective objective(String sli, long weight, String... pass) {
        return objective(sli, weight, false, List.of(CriteriaGroup.of(pass)), List.of());
    }

    static Objective objective(
            String sli, long weight, boolean keySli, List<CriteriaGroup> pass, List<CriteriaGroup> warning) {
        return new Objective(sli, "", pass, warning, weight, keySli, Places.NONE);
    }

    static SloConfig config(String pass, String warning, Objective... objectives) {
        return new SloConfig(
                Map.of(), Comparison.STANDARD, List.of(objectives), new TotalScore(pass, warning, Places.NONE));
    }

    static ProviderAnswer answer(SliValue... values) {
        return answer("succeeded", "pass", "", values);
    }

    static ProviderAnswer answer(String status, String result, String message, SliValue... values) {
        return new ProviderAnswer(
                "shop",
                "qa",
                "cart",
                Map.of("build", "7"),
                status,
                result,
                message,
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:10:00Z",
                Stream.of(values).map(Optional::of).toList());
    }

    static Evaluation evaluate(SloConfig config, ProviderAnswer answer, PreviousEvaluation... history) {
        return QualityGate.evaluate(answer, new SloFile.Readable(config), comparison -> List.of(history));
    }
}
