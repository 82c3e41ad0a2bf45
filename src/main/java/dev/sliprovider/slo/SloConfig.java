package dev.sliprovider.slo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A slo.yaml as Lighthouse understands it, defaults filled in (contract §10.1).
 *
 * @param filter for queries, in the order of the file
 * @param comparison which earlier evaluations count
 * @param objectives in the order of the file, without items that are {@code null}
 * @param totalScore the scores that are wanted
 */
public record SloConfig(
        Map<String, String> filter, Comparison comparison, List<Objective> objectives, TotalScore totalScore) {

    /** Copies the collections. */
    public SloConfig {
        filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
        objectives = List.copyOf(objectives);
    }
}
