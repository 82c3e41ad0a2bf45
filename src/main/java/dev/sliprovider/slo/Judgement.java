package dev.sliprovider.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of the groups of {@code pass} or {@code warning} for one value (contract §10.5).
 *
 * @param isSatisfied whether one group holds
 * @param targets of all groups in order
 * @param wasCompared whether a criterion was judged, so that the compared value is set
 * @param invalid why the groups could not be judged
 */
record Judgement(boolean isSatisfied, List<Target> targets, boolean wasCompared, Optional<String> invalid) {

    /** Judges all groups, also after one that holds; the first criterion that cannot be read ends it. */
    static Judgement of(List<CriteriaGroup> groups, String member, double value, Aggregate previous) {
        var targets = new ArrayList<Target>();
        boolean isSatisfied = false;
        for (CriteriaGroup group : groups) {
            boolean holds = true;
            for (Criterion criterion : group.required(member)) {
                switch (criterion) {
                    case Criterion.Invalid unreadable -> {
                        return new Judgement(false, List.of(), !targets.isEmpty(), Optional.of(unreadable.cause()));
                    }
                    case Criterion.Valid readable -> targets.add(judge(readable, value, previous));
                }
                holds &= !targets.getLast().violated();
            }
            isSatisfied |= holds;
        }
        return new Judgement(isSatisfied, targets, !targets.isEmpty(), Optional.empty());
    }

    private static Target judge(Criterion.Valid criterion, double value, Aggregate previous) {
        return switch (criterion) {
            case Criterion.Absolute absolute -> target(absolute, value, absolute.number());
            case Criterion.Relative relative when !previous.isKnown() -> new Target(relative.text(), 0, false);
            case Criterion.Relative relative -> target(relative, value, relative.target(previous.value()));
        };
    }

    private static Target target(Criterion.Valid criterion, double value, double target) {
        return new Target(criterion.text(), target, !criterion.operator().holds(value, target));
    }

    /** @return the targets of a value that is not judged: all criteria that can be read, violated */
    static List<Target> unjudged(List<CriteriaGroup> groups, String member, Aggregate previous) {
        var targets = new ArrayList<Target>();
        for (CriteriaGroup group : groups) {
            for (Criterion criterion : group.required(member)) {
                if (criterion instanceof Criterion.Valid readable) {
                    targets.add(new Target(readable.text(), readable.unjudgedTarget(previous.value()), true));
                }
            }
        }
        return targets;
    }

    /** @return the targets as the event has them: none is {@code null}, unless a criterion could not be read */
    Optional<List<Target>> sent() {
        return targets.isEmpty() && invalid.isEmpty() ? Optional.empty() : Optional.of(targets);
    }
}
