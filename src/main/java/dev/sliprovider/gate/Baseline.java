package dev.sliprovider.gate;

import dev.sliprovider.slo.PreviousEvaluation;
import java.util.List;

/**
 * The evaluations with which an evaluation is compared.
 *
 * @param kind for people and machines: {@code none}, {@code history}, {@code pinned}, {@code id}, {@code file},
 *     {@code live} or {@code keptn}
 * @param evaluations newest first
 * @param warnings about what could not be used, a sentence each
 * @param live the live baselines, those without any value included; empty for other kinds
 */
public record Baseline(
        String kind, List<PreviousEvaluation> evaluations, List<String> warnings, List<LiveBaseline> live) {

    /** The kind of a comparison with the events in Keptn's datastore. */
    public static final String KEPTN = "keptn";

    /** There is no comparison. */
    public static final Baseline NONE = new Baseline("none", List.of(), List.of());

    /** Copies the lists. */
    public Baseline {
        evaluations = List.copyOf(evaluations);
        warnings = List.copyOf(warnings);
        live = List.copyOf(live);
    }

    /** Earlier evaluations. */
    public Baseline(String kind, List<PreviousEvaluation> evaluations, List<String> warnings) {
        this(kind, evaluations, warnings, List.of());
    }

    /** @return a baseline whose values were asked together with those of the evaluation */
    public static Baseline live(List<LiveBaseline> live) {
        return new Baseline(
                "live",
                live.stream()
                        .filter(LiveBaseline::hasValue)
                        .map(LiveBaseline::asPrevious)
                        .toList(),
                live.stream().flatMap(each -> each.warnings().stream()).toList(),
                live);
    }

    /** @return whether an earlier value of the indicator is known */
    boolean knows(String sli) {
        return evaluations.stream()
                .flatMap(evaluation -> evaluation.values().stream())
                .anyMatch(value -> value.success() && value.metric().equals(sli));
    }

    /** @return why live baselines have no value of the indicator, half a sentence each */
    List<String> missing(String sli) {
        return live.stream()
                .flatMap(each -> each.missing(sli).map(cause -> each.id() + ": " + cause).stream())
                .toList();
    }
}
