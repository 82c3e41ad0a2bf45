package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluation.EvaluationFinishedData;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.NoReferenceResultException;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.QualityGate;
import dev.sliprovider.slo.SliValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Makes one evaluation: Lighthouse's verdict, the conclusion, and the event that records both. */
public final class Gate {

    /** Finds the baseline. */
    public interface Baselines {
        /** @throws GateException if the baseline cannot be read */
        Baseline find(Comparison comparison) throws GateException;
    }

    /**
     * The result of an evaluation.
     *
     * @param kept the event that records it; all reports are views of it
     * @param conclusion of the evaluation
     * @param isJudged whether the objectives say something about the service, even if nothing is concluded
     * @param baseline what was compared with
     * @param warnings a sentence each
     */
    public record Result(
            KeptEvaluation kept, Conclusion conclusion, boolean isJudged, Baseline baseline, List<String> warnings) {}

    /** How the warning begins that relative criteria were met for want of an earlier value. */
    public static final String UNCOMPARED = "Passed without comparison: ";

    private final Tool tool;
    private final EvaluationIdentity subject;
    private final GateFiles files;
    private final Values values;

    /** Evaluates these values by these files. */
    public Gate(Tool tool, EvaluationIdentity subject, GateFiles files, Values values) {
        this.tool = tool;
        this.subject = subject;
        this.files = files;
        this.values = values;
    }

    /**
     * Evaluates.
     *
     * @param baselines what is compared with; not asked if slo.yaml wants an impossible comparison
     * @param required so many evaluations must be compared with, or nothing is concluded
     * @param known names of all indicators, if they are known
     * @throws GateException if there is no baseline, or if Lighthouse has no result for this input
     */
    public Result evaluate(Baselines baselines, int required, Optional<Set<String>> known) throws GateException {
        Comparison comparison = files.config().comparison();
        Baseline baseline = comparison.isAnswered() ? baselines.find(comparison) : Baseline.NONE;
        Evaluation evaluation = evaluate(baseline);
        Conclusion conclusion = Conclusion.of(evaluation, values, failed(evaluation));
        String reason = reason(conclusion, evaluation);
        if (conclusion.isVerdict() && hasNegativeWeight()) {
            conclusion = Conclusion.MISCONFIGURED;
            reason = "an objective has a negative weight, so that the score says nothing; correct slo.yaml";
        }
        boolean isStale = conclusion.isVerdict()
                && values.freshness().filter(Freshness::forbidsVerdict).isPresent();
        if (isStale) {
            conclusion = Conclusion.UNAVAILABLE;
            reason = values.freshness().get().gaps().getFirst()
                    + " Nothing is concluded, as --on-stale error wants; evaluate again later, or raise --wait-for-data";
        }
        boolean isJudged = conclusion.isVerdict();
        if (isJudged && baseline.evaluations().size() < required) {
            conclusion = Conclusion.UNAVAILABLE;
            reason = "compared with " + baseline.evaluations().size()
                    + (baseline.live().isEmpty() ? " earlier evaluations" : " live baselines that have values")
                    + ", and --require-history wants " + required
                    + ": nothing is concluded until there are enough";
        }
        Optional<String> uncovered = values.uncovered();
        if (isJudged && uncovered.isPresent()) {
            isJudged = false;
            conclusion = Conclusion.UNAVAILABLE;
            reason = uncovered.get();
        }
        List<String> uncompared = uncompared(evaluation, baseline);
        if (conclusion.isVerdict() && required > 0 && !baseline.live().isEmpty() && !uncompared.isEmpty()) {
            conclusion = Conclusion.UNAVAILABLE;
            reason = "the live baseline has no value of " + String.join(", ", uncompared)
                    + ", and --require-history wants one: nothing is concluded";
        }
        List<String> warnings = warnings(uncompared, baseline, known);
        ObjectNode gate = GateMember.of(tool, subject, files, values);
        GateMember.addOutcome(gate, conclusion, reason, baseline, warnings);
        return new Result(kept(evaluation, gate), conclusion, isJudged, baseline, warnings);
    }

    private KeptEvaluation kept(Evaluation evaluation, ObjectNode gate) {
        ObjectNode data = EvaluationFinishedData.encode(
                subject.scope(), evaluation, files.slo().text());
        data.withObjectProperty("evaluation").set("gate", gate);
        KeptEvaluation kept = KeptEvaluation.of(subject.id(), subject.time(), tool.name(), data);
        ObjectNode event = kept.event().deepCopy();
        subject.attributes().forEach(event::put);
        return new KeptEvaluation(kept.id(), kept.time(), event);
    }

    private static String reason(Conclusion conclusion, Evaluation evaluation) {
        return switch (conclusion) {
            case PASS, WARNING, FAIL -> "";
            case UNAVAILABLE ->
                evaluation.status() == Evaluation.Status.ERRORED
                        ? evaluation.message()
                        : "no indicator has a value, because Prometheus could not be queried; try again when it can";
            case MISCONFIGURED ->
                evaluation.details().indicatorResults().isEmpty()
                        ? evaluation.message() + "; correct slo.yaml"
                        : "an objective failed because its query cannot be sent or does not return one number; correct"
                                + " slo.yaml, sli.yaml or the options";
        };
    }

    /** Lighthouse subtracts the points: the score may be 150, or 100 although all objectives failed. */
    private boolean hasNegativeWeight() {
        return files.config().objectives().stream()
                .anyMatch(objective -> !objective.isInformational() && objective.weight() < 0);
    }

    private Set<String> failed(Evaluation evaluation) {
        var failed = new HashSet<String>();
        forEach(evaluation, (objective, result) -> {
            if (result.status() == ObjectiveResult.Status.FAIL) {
                failed.add(objective.sli());
            }
        });
        return failed;
    }

    private void forEach(Evaluation evaluation, BiConsumer<Objective, ObjectiveResult> action) {
        List<ObjectiveResult> results = evaluation.details().indicatorResults().orElse(List.of());
        List<Objective> objectives = files.config().objectives();
        for (int i = 0; i < Math.min(results.size(), objectives.size()); i++) {
            action.accept(objectives.get(i), results.get(i));
        }
    }

    private Evaluation evaluate(Baseline baseline) throws GateException {
        try {
            return QualityGate.evaluate(values.answer(), files.yaml().file(), comparison -> baseline.evaluations());
        } catch (NoReferenceResultException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }

    private List<String> warnings(List<String> uncompared, Baseline baseline, Optional<Set<String>> known) {
        var warnings = new ArrayList<>(files.warnings(known));
        values.freshness().map(Freshness::gaps).ifPresent(warnings::addAll);
        warnings.addAll(values.warnings());
        warnings.addAll(baseline.warnings());
        if (!baseline.live().isEmpty()) {
            uncompared.forEach(sli -> warnings.add(UNCOMPARED + sli + "; " + String.join("; ", baseline.missing(sli))
                    + ". --require-history 1 makes this an error."));
        } else if (!uncompared.isEmpty()) {
            warnings.add(UNCOMPARED + String.join(", ", uncompared)
                    + "; no earlier evaluation with a value is known."
                    + (baseline.kind().equals(Baseline.KEPTN)
                            ? ""
                            : " Name one with --history or --compare-with; --require-history 1 makes this an error."));
        }
        return warnings.stream().distinct().toList();
    }

    /** Without an earlier value Lighthouse takes a relative criterion for met (contract §10.5). */
    private List<String> uncompared(Evaluation evaluation, Baseline baseline) {
        var names = new ArrayList<String>();
        forEach(evaluation, (objective, result) -> {
            boolean hasValue = result.value().filter(SliValue::success).isPresent();
            boolean isKnown = baseline.knows(objective.sli()) || names.contains(objective.sli());
            if (hasValue && objective.isRelative() && !isKnown) {
                names.add(objective.sli());
            }
        });
        return names;
    }
}
