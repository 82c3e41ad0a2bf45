package dev.sliprovider.report;

import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;

/** Describes a target. */
final class Targets {

    private Targets() {}

    /** @return the criterion without the blanks, which mean nothing */
    static String dense(Target target) {
        return target.criteria().replace(" ", "");
    }

    /**
     * A relative target is no number if there was no value, and 0 if there was nothing to compare with (contract §10.5).
     *
     * @return whether its number is what the value was compared with
     */
    static boolean isKnown(Target target, ObjectiveResult result) {
        boolean wasCompared = result.value().map(SliValue::comparedValue).orElse(0.0) != 0;
        return !target.isRelative()
                || Sign.hasValue(result) && (wasCompared || target.violated() || target.targetValue() != 0);
    }
}
