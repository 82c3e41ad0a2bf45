package dev.sliprovider.slo;

import dev.sliprovider.slo.Evaluation.Result;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes one verdict of the results of all objectives (contract §10.6). */
final class Scoring {

    /** The verdict of the score. */
    sealed interface Outcome {

        /**
         * There is a score.
         *
         * @param score in percent
         * @param result the verdict
         * @param message why; may be empty
         */
        record Scored(double score, Result result, String message) implements Outcome {}

        /**
         * The wanted score cannot be read.
         *
         * @param message in Lighthouse's words
         */
        record Unreadable(String message) implements Outcome {}
    }

    private static final double ALL = 100.0;

    private Scoring() {}

    static Outcome score(TotalScore wanted, Objectives.Outcome.Judged judged) {
        if (wanted.pass().isEmpty()) {
            return new Outcome.Unreadable("no target score defined");
        }
        OptionalDouble pass = TotalScore.percent(wanted.pass());
        if (pass.isEmpty()) {
            return new Outcome.Unreadable("could not parse pass target percentage");
        }
        Optional<Double> warning = Optional.empty();
        if (!wanted.warning().isEmpty()) {
            OptionalDouble read = TotalScore.percent(wanted.warning());
            if (read.isEmpty()) {
                return new Outcome.Unreadable("could not parse warning target percentage");
            }
            warning = Optional.of(read.getAsDouble());
        }
        return judged.maximum() == 0
                ? new Outcome.Scored(ALL, Result.PASS, judged.note())
                : verdict(score(judged), pass.getAsDouble(), warning, judged);
    }

    /** The order of the operations decides the last digit (contract §10.11, 10). */
    private static double score(Objectives.Outcome.Judged judged) {
        double total = 0;
        for (ObjectiveResult result : judged.results()) {
            total += result.countedScore();
        }
        return ALL * (total / judged.maximum());
    }

    private static Outcome verdict(
            double score, double pass, Optional<Double> warning, Objectives.Outcome.Judged judged) {
        if (judged.keyFailure().isPresent()) {
            return new Outcome.Scored(score, Result.FAIL, judged.keyFailure().get());
        }
        if (score >= pass) {
            return new Outcome.Scored(score, Result.PASS, judged.note());
        }
        if (warning.isEmpty()) {
            return new Outcome.Scored(score, Result.FAIL, below(score, "target", pass));
        }
        return score >= warning.get()
                ? new Outcome.Scored(
                        score,
                        Result.WARNING,
                        "Evaluation returned a warning: the calculated score of " + GoFloat.format(score)
                                + " is close to the warning target value of " + GoFloat.format(warning.get()))
                : new Outcome.Scored(score, Result.FAIL, below(score, "warning", warning.get()));
    }

    private static String below(double score, String kind, double wanted) {
        return "Evaluation failed since the calculated score of " + GoFloat.format(score) + " is below the " + kind
                + " value of " + GoFloat.format(wanted);
    }
}
