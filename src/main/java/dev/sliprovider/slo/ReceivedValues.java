package dev.sliprovider.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of the provider; each is used once (contract §10.11, 18). */
final class ReceivedValues {

    private final List<Optional<SliValue>> values;

    ReceivedValues(List<Optional<SliValue>> values) {
        this.values = new ArrayList<>(values);
    }

    /**
     * Takes the first value of an indicator. The last value moves to its place, as in Lighthouse: that decides the order
     * of the names that are left.
     *
     * @throws NoReferenceResultException if an entry before it is {@code null}
     */
    Optional<SliValue> take(String sli) {
        for (int i = 0; i < values.size(); i++) {
            SliValue value = required(i);
            if (value.metric().equals(sli)) {
                Optional<SliValue> last = values.removeLast();
                if (i < values.size()) {
                    values.set(i, last);
                }
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private SliValue required(int index) {
        return values.get(index)
                .orElseThrow(() -> new NoReferenceResultException(
                        "an entry of indicatorValues is null, and Lighthouse cannot evaluate that; the provider must send"
                                + " an entry with \"metric\" and \"success\", or none"));
    }

    /**
     * @return Lighthouse's sentence about values without an objective; empty if there are none
     * @throws NoReferenceResultException if an entry is {@code null}
     */
    String leftover() {
        var names = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            names.append(names.isEmpty() ? "" : ", ").append(required(i).metric());
        }
        return names.isEmpty()
                ? ""
                : "Lighthouse received additional SLIs, which are not specified as SLO: " + names
                        + " . Please consider using them as an SLO.";
    }
}
