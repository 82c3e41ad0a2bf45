package dev.sliprovider.sli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Indicators and their queries: of one level of sli.yaml, or merged.
 *
 * @param queries by name of indicator
 * @param unset names whose wider query this level takes back (a key without a value, contract §7.2)
 */
public record SliConfig(Map<String, IndicatorQuery> queries, Set<String> unset) {

    private static final int SHOWN_NAMES = 20;

    /** Nothing defined. */
    public static final SliConfig EMPTY = of(Map.of());

    /** Copies the collections and keeps their order. */
    public SliConfig {
        queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
        unset = Set.copyOf(unset);
    }

    /** @return a level that takes nothing back */
    public static SliConfig of(Map<String, IndicatorQuery> queries) {
        return new SliConfig(queries, Set.of());
    }

    /**
     * Merges key by key; a narrower level overrides a wider one.
     *
     * @param builtIn below everything; what a level takes back falls through to here
     * @param widestFirst the levels
     */
    public static SliConfig merge(SliConfig builtIn, List<SliConfig> widestFirst) {
        var custom = new LinkedHashMap<String, IndicatorQuery>();
        for (SliConfig level : widestFirst) {
            custom.keySet().removeAll(level.unset());
            custom.putAll(level.queries());
        }
        var all = new LinkedHashMap<>(builtIn.queries());
        all.putAll(custom);
        return SliConfig.of(all);
    }

    /**
     * Decides what is to be asked.
     *
     * @return one entry for each different indicator of the task, in the task's order
     */
    public List<PlannedQuery> plan(SliTask task) {
        Placeholders known = Placeholders.of(task);
        return new LinkedHashSet<>(task.indicators())
                .stream().map(indicator -> plan(indicator, task, known)).toList();
    }

    private PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        IndicatorQuery query = queries.get(indicator);
        return query == null
                ? PlannedQuery.Rejected.of(indicator, Reason.UNKNOWN_INDICATOR, unknown(indicator))
                : query.plan(indicator, task, known);
    }

    private String unknown(String indicator) {
        if (indicator.isEmpty()) {
            return "an objective in slo.yaml has no \"sli\": name the indicator it is about.";
        }
        Optional<String> nearest = NearestName.to(indicator, queries.keySet());
        return "no level of prometheus/sli.yaml defines this indicator and it is not built in"
                + nearest.map(name -> "; did you mean " + name + "?").orElse(".")
                + " Defined: " + defined() + ".";
    }

    private String defined() {
        String names = queries.keySet().stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
        return queries.size() <= SHOWN_NAMES ? names : names + " and " + (queries.size() - SHOWN_NAMES) + " more";
    }
}
