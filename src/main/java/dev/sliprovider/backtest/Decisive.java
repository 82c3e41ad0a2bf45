package dev.sliprovider.backtest;

import dev.sliprovider.slo.Evaluation.Result;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.ObjectiveResult.Status;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.TotalScore;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds the objectives that decided a verdict: each without whose failure or warning the verdict would have been better.
 * Where none alone would have changed it, all that failed decided it together, or all that warned if none failed.
 */
public final class Decisive {

    private static final double ALL = 100;

    private final SloConfig config;
    private final List<ObjectiveResult> results;

    private Decisive(SloConfig config, List<ObjectiveResult> results) {
        this.config = config;
        this.results = results;
    }

    /**
     * @param results in the order of the objectives
     * @param verdict of them together
     * @return for each objective whether it decided the verdict
     */
    public static List<Boolean> of(SloConfig config, List<ObjectiveResult> results, Result verdict) {
        if (verdict == Result.PASS || results.size() != config.objectives().size()) {
            return Collections.nCopies(results.size(), false);
        }
        return new Decisive(config, results).decided(verdict);
    }

    private List<Boolean> decided(Result verdict) {
        List<Boolean> alone = IntStream.range(0, results.size())
                .mapToObj(i -> isShort(i) && verdictIfPassed(i).compareTo(verdict) < 0)
                .toList();
        return alone.contains(true) ? alone : together();
    }

    private List<Boolean> together() {
        Status worst =
                results.stream().anyMatch(result -> result.status() == Status.FAIL) ? Status.FAIL : Status.WARNING;
        return results.stream().map(result -> result.status() == worst).toList();
    }

    private boolean isShort(int index) {
        return switch (results.get(index).status()) {
            case FAIL, WARNING -> true;
            case PASS, INFO -> false;
        };
    }

    /** The rules of Scoring (contract §10.6), with one objective that has all its points. */
    private Result verdictIfPassed(int passed) {
        double points = 0;
        double maximum = 0;
        for (int i = 0; i < results.size(); i++) {
            Objective objective = config.objectives().get(i);
            if (objective.isInformational()) {
                continue;
            }
            if (i != passed && objective.keySli() && results.get(i).status() == Status.FAIL) {
                return Result.FAIL;
            }
            maximum += objective.weight();
            points += i == passed ? objective.weight() : results.get(i).score();
        }
        double score = ALL * (points / maximum);
        return isReached(config.totalScore().pass(), score)
                ? Result.PASS
                : isReached(config.totalScore().warning(), score) ? Result.WARNING : Result.FAIL;
    }

    private static boolean isReached(String wanted, double score) {
        OptionalDouble percent = TotalScore.percent(wanted);
        return percent.isPresent() && score >= percent.getAsDouble();
    }
}
