package dev.sliprovider.slo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses evaluations with numbers that JSON does not have: Lighthouse sends those without data (contract §10.11, 3). */
final class Finite {

    private Finite() {}

    /** @throws NoReferenceResultException naming the first number that is NaN or infinite */
    static Evaluation require(Evaluation evaluation) {
        require("the score", evaluation.details().score());
        for (ObjectiveResult result : evaluation.details().indicatorResults().orElse(List.of())) {
            String name = result.value().map(SliValue::metric).orElse(result.displayName());
            result.value().ifPresent(value -> {
                require("the value of " + name, value.value());
                require("the compared value of " + name, value.comparedValue());
            });
            Stream.of(result.passTargets(), result.warningTargets())
                    .flatMap(Optional::stream)
                    .flatMap(List::stream)
                    .forEach(target ->
                            require("the target of \"" + target.criteria() + "\" for " + name, target.targetValue()));
        }
        return evaluation;
    }

    private static void require(String subject, double number) {
        if (!Double.isFinite(number)) {
            throw new NoReferenceResultException(subject + " is " + GoFloat.format(number)
                    + ", for which Lighthouse sends no result; use a finite number in slo.yaml, and look at the earlier"
                    + " values it is compared with");
        }
    }
}
