package dev.sliprovider.slo;

import java.util.List;

/**
 * What is wanted of one indicator (contract §10.1).
 *
 * @param sli name of the indicator; may be empty
 * @param displayName for people; may be empty
 * @param pass at least one of these groups must hold; without any the objective is informational
 * @param warning at least one of these groups must hold for half the points
 * @param weight points; any whole number except 0, which means 1
 * @param keySli whether a failure fails the whole evaluation
 * @param places where it and its members stand
 */
public record Objective(
        String sli,
        String displayName,
        List<CriteriaGroup> pass,
        List<CriteriaGroup> warning,
        long weight,
        boolean keySli,
        Places places) {

    /** Copies the lists; a weight of 0 is 1. */
    public Objective {
        pass = List.copyOf(pass);
        warning = List.copyOf(warning);
        weight = weight == 0 ? 1 : weight;
    }

    /** @return whether it is shown only, without points */
    public boolean isInformational() {
        return pass.isEmpty();
    }

    /** @return whether a criterion for a pass compares with earlier values */
    public boolean isRelative() {
        return pass.stream()
                .flatMap(group -> group.criteria().stream())
                .flatMap(List::stream)
                .anyMatch(Criterion.Relative.class::isInstance);
    }

    /** @return the name by which Lighthouse's messages call it */
    String name() {
        return displayName.isEmpty() ? sli : displayName;
    }
}
