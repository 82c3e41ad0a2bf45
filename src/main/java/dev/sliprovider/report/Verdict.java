package dev.sliprovider.report;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SloConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What all reports show: an evaluation with what was wanted.
 *
 * @param scope that was evaluated
 * @param evaluation its result
 * @param slo what was wanted; empty if there is no slo.yaml that can be read
 * @param sloFile path of slo.yaml in its repository
 * @param queries by name of indicator, as they were sent; may be empty
 * @param live what is known of live baselines
 */
public record Verdict(
        Scope scope,
        Evaluation evaluation,
        Optional<SloConfig> slo,
        String sloFile,
        Map<String, String> queries,
        LiveReference live) {

    /** A verdict that was not compared with live baselines. */
    public Verdict(
            Scope scope, Evaluation evaluation, Optional<SloConfig> slo, String sloFile, Map<String, String> queries) {
        this(scope, evaluation, slo, sloFile, queries, LiveReference.NONE);
    }

    /** Copies the map. */
    public Verdict {
        queries = Map.copyOf(queries);
    }

    /**
     * An objective with its result.
     *
     * @param wanted what slo.yaml says
     * @param result what it came to
     * @param isCompared whether there is something to compare with
     * @param live names of the live baselines that it is compared with; empty if it is compared with earlier evaluations
     */
    public record Line(Objective wanted, ObjectiveResult result, boolean isCompared, List<String> live) {

        /** Copies the list. */
        public Line {
            live = List.copyOf(live);
        }

        /** @return the name of the indicator */
        public String name() {
            return wanted.sli().isEmpty() ? "(no name)" : wanted.sli();
        }

        /** @return whether there was a value */
        public boolean hasValue() {
            return result.value().isPresent() && result.value().get().success();
        }

        /** @return why the objective has its status, as a sentence without a full stop */
        public String reason() {
            return Reasons.of(this);
        }
    }

    /** @return the objectives in order; none if they were not judged */
    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        List<String> compared = evaluation.details().comparedEvents();
        List<ObjectiveResult> results = evaluation.details().indicatorResults().orElse(List.of());
        List<Objective> objectives = slo.map(SloConfig::objectives).orElse(List.of());
        for (int i = 0; i < Math.min(results.size(), objectives.size()); i++) {
            boolean isCompared = !compared.isEmpty()
                    && !live.unknown().contains(objectives.get(i).sli());
            lines.add(new Line(objectives.get(i), results.get(i), isCompared, live.isLive() ? compared : List.of()));
        }
        return lines;
    }

    /** @return the score in percent; nothing if nothing was concluded, because 0 would be a result */
    public OptionalDouble score() {
        return evaluation.status() == Evaluation.Status.ERRORED
                ? OptionalDouble.empty()
                : OptionalDouble.of(evaluation.details().score());
    }

    /** @return the evaluation's result in capitals */
    public String word() {
        return evaluation.status() == Evaluation.Status.ERRORED
                ? "ERROR"
                : evaluation.result().name();
    }

    /** @return score and wanted scores in one line */
    String scoreLine() {
        String wanted = slo.map(config -> ", pass at " + config.totalScore().pass()
                        + (config.totalScore().warning().isEmpty()
                                ? ""
                                : ", warning at " + config.totalScore().warning()))
                .orElse("");
        return score().isPresent()
                ? "score " + Numbers.rounded(score().getAsDouble(), 4) + " of 100" + wanted + window()
                : "no score" + window();
    }

    private String window() {
        Evaluation.Details details = evaluation.details();
        return details.timeStart().isEmpty() || details.timeEnd().isEmpty()
                ? ""
                : ", window " + details.timeStart() + " to " + details.timeEnd();
    }

    /** @return reasons of the objectives that failed or warned; else the evaluation's message */
    public List<String> reasons() {
        List<String> reasons = lines().stream()
                .filter(line -> switch (line.result().status()) {
                    case FAIL, WARNING -> true;
                    case PASS, INFO -> false;
                })
                .map(Line::reason)
                .toList();
        String message = evaluation.message();
        return !reasons.isEmpty() || message.isEmpty() ? reasons : List.of(message);
    }
}
