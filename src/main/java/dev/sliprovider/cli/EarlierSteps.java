package dev.sliprovider.cli;

import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.Baseline;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.PreviousEvaluation;
import java.util.ArrayList;
import java.util.List;

/** The earlier steps of a backtest, as a history would have them. */
final class EarlierSteps implements Gate.Baselines {

    private record Step(String result, PreviousEvaluation values) {}

    private final List<Step> newestFirst = new ArrayList<>();

    @Override
    public Baseline find(Comparison comparison) {
        List<PreviousEvaluation> chosen = newestFirst.stream()
                .filter(step -> comparison.includes(step.result()))
                .limit(comparison.results())
                .map(Step::values)
                .toList();
        return new Baseline("history", chosen, List.of());
    }

    /** Adds one as evaluate would record it: not without a verdict. */
    void add(Gate.Result result) {
        KeptEvaluation kept = result.kept();
        if (!result.isJudged()) {
            return;
        }
        try {
            newestFirst.addFirst(new Step(kept.result(), kept.stored().decode()));
        } catch (UndecodableException e) {
            throw new IllegalStateException("an evaluation of our own cannot be read", e);
        }
    }
}
