package dev.sliprovider.sli;

import dev.sliprovider.promql.Invisible;
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
 * @param unset names whose query of a wider level this level removes (a key without a value, contract §7.2)
 * @param policies what becomes of indicators without a number, by name
 */
public record SliConfig(Map<String, IndicatorQuery> queries, Set<String> unset, Map<String, NoValuePolicy> policies) {

    private static final int SHOWN_NAMES = 20;
    /** Unknown indicators of an event that get a hint: comparing names is expensive, and typos are few. */
    private static final int HINTS = 20;

    /** Nothing defined. */
    public static final SliConfig EMPTY = of(Map.of());

    /** Copies the collections and keeps their order. */
    public SliConfig {
        queries = Collections.unmodifiableMap(new LinkedHashMap<>(queries));
        unset = Set.copyOf(unset);
        policies = Map.copyOf(policies);
    }

    /** A level without policies. */
    public SliConfig(Map<String, IndicatorQuery> queries, Set<String> unset) {
        this(queries, unset, Map.of());
    }

    /** @return a level that removes nothing */
    public static SliConfig of(Map<String, IndicatorQuery> queries) {
        return new SliConfig(queries, Set.of());
    }

    /**
     * Merges key by key; a narrower level overrides a wider one.
     *
     * @param builtIn the widest level; a query that a level removes falls back to it
     * @param widestFirst the levels
     */
    public static SliConfig merge(SliConfig builtIn, List<SliConfig> widestFirst) {
        var custom = new LinkedHashMap<String, IndicatorQuery>();
        var policies = new LinkedHashMap<String, NoValuePolicy>();
        for (SliConfig level : widestFirst) {
            custom.keySet().removeAll(level.unset());
            custom.putAll(level.queries());
            policies.putAll(level.policies());
        }
        var all = new LinkedHashMap<>(builtIn.queries());
        all.putAll(custom);
        return new SliConfig(all, Set.of(), policies);
    }

    /**
     * Decides which queries are sent.
     *
     * @return one entry for each different indicator of the task, in the task's order
     */
    public List<PlannedQuery> plan(SliTask task) {
        Placeholders known = Placeholders.of(task);
        var indicators = new LinkedHashSet<>(task.indicators());
        Set<String> hinted = indicators.stream()
                .filter(indicator -> !queries.containsKey(indicator))
                .limit(HINTS)
                .collect(Collectors.toSet());
        return indicators.stream()
                .map(indicator -> queries.containsKey(indicator)
                        ? queries.get(indicator).plan(indicator, task, known)
                        : PlannedQuery.Rejected.of(
                                indicator, Reason.UNKNOWN_INDICATOR, unknown(indicator, hinted.contains(indicator))))
                .toList();
    }

    private String unknown(String indicator, boolean isHinted) {
        if (indicator.isEmpty()) {
            return "an objective in slo.yaml has no \"sli\": name the indicator it is about.";
        }
        Optional<String> nearest = isHinted ? NearestName.to(indicator, queries.keySet()) : Optional.empty();
        return "no level of prometheus/sli.yaml defines this indicator and it is not built in"
                + Invisible.in(indicator)
                        .map(character -> "; its name has the invisible character " + character + ", "
                                + Invisible.shown(indicator))
                        .orElse("")
                + nearest.map(Invisible::shown)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse(".")
                + " Defined: " + defined() + ".";
    }

    private String defined() {
        String names = queries.keySet().stream()
                .map(Invisible::shown)
                .limit(SHOWN_NAMES)
                .collect(Collectors.joining(", "));
        return queries.size() <= SHOWN_NAMES ? names : names + " and " + (queries.size() - SHOWN_NAMES) + " more";
    }
}
