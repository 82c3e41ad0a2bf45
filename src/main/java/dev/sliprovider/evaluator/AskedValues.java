package dev.sliprovider.evaluator;

import dev.sliprovider.gate.LiveBaseline;
import dev.sliprovider.gate.Values;
import java.util.List;

/**
 * What Prometheus has for one evaluation.
 *
 * @param values of the evaluation
 * @param live baselines, in the order of the question; empty if none was asked for
 */
public record AskedValues(Values values, List<LiveBaseline> live) {

    /** Copies the list. */
    public AskedValues {
        live = List.copyOf(live);
    }

    /** @return values that are known without a question */
    public static AskedValues given(Values values) {
        return new AskedValues(values, List.of());
    }
}
