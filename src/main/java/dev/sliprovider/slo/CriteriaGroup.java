package dev.sliprovider.slo;

import java.util.List;
import java.util.Optional;

/**
 * Conditions that must hold together: one item of {@code pass} or {@code warning}.
 *
 * @param criteria the conditions; empty if the item is {@code null}, which Lighthouse cannot evaluate (contract §10.11, 12)
 * @param places where each condition stands, in the same order
 * @param place where the item begins
 */
public record CriteriaGroup(Optional<List<Criterion>> criteria, List<Place> places, Place place) {

    /** Copies the lists. */
    public CriteriaGroup {
        criteria = criteria.map(List::copyOf);
        places = List.copyOf(places);
    }

    /** @return a group of conditions without places */
    public static CriteriaGroup of(String... criteria) {
        List<Criterion> parsed =
                List.of(criteria).stream().map(Criterion::parse).toList();
        return new CriteriaGroup(
                Optional.of(parsed),
                parsed.stream().map(criterion -> Place.START).toList(),
                Place.START);
    }

    /** @throws NoReferenceResultException if the item is {@code null} */
    List<Criterion> required(String member) {
        return criteria.orElseThrow(() -> new NoReferenceResultException(
                "slo.yaml:" + place.line() + ":" + place.column() + ": an item of \"" + member
                        + "\" is empty (null), and Lighthouse cannot evaluate that; write \"criteria:\" with a list below"
                        + " it, or remove the item"));
    }
}
