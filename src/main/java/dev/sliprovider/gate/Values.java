package dev.sliprovider.gate;

import dev.sliprovider.coverage.Coverage;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.slo.ProviderAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of one evaluation and their origin.
 *
 * @param answer as Lighthouse would have received it
 * @param origin a file, or the URL of a server without credentials
 * @param queries by name of indicator, as far as there is something to say
 * @param warnings a sentence each
 * @param leastCoverage share of the time that must have samples, 0 to 1; with 0 any values are judged
 * @param freshness whether the samples had arrived, if that was examined
 */
public record Values(
        ProviderAnswer answer,
        String origin,
        Map<String, Asked> queries,
        List<String> warnings,
        double leastCoverage,
        Optional<Freshness> freshness) {

    private static final double PERCENT = 100;

    /** Values whose freshness was not examined. */
    public Values(ProviderAnswer answer, String origin, Map<String, Asked> queries, List<String> warnings) {
        this(answer, origin, queries, warnings, 0, Optional.empty());
    }

    /** @return the same with another answer */
    public Values with(ProviderAnswer other) {
        return new Values(other, origin, queries, warnings, leastCoverage, freshness);
    }

    /** @return the same, with warnings before the others */
    public Values warned(List<String> first) {
        return new Values(
                answer,
                origin,
                queries,
                Stream.concat(first.stream(), warnings.stream()).toList(),
                leastCoverage,
                freshness);
    }

    /** @return the same, with what is known of their freshness */
    public Values with(Freshness known) {
        return new Values(answer, origin, queries, warnings, leastCoverage, Optional.of(known));
    }

    /**
     * The retrieval of one value.
     *
     * @param query as it was sent
     * @param milliseconds until the value was known
     * @param reason why there is no value, if it is known
     * @param coverage how complete the samples are that the query reads, as far as it is known
     */
    public record Asked(Optional<String> query, long milliseconds, Optional<Reason> reason, List<Coverage> coverage) {

        /** Copies the list. */
        public Asked {
            coverage = List.copyOf(coverage);
        }

        /** Nothing is known of the samples. */
        public Asked(Optional<String> query, long milliseconds, Optional<Reason> reason) {
            this(query, milliseconds, reason, List.of());
        }

        boolean is(MissingValueCause cause) {
            return reason.map(MissingValueCause::of).filter(cause::equals).isPresent();
        }
    }

    /** @return the same, which are not judged if samples cover less */
    public Values requiring(double coverage) {
        return new Values(answer, origin, queries, warnings, coverage, freshness);
    }

    /** Copies the collections. */
    public Values {
        queries = Map.copyOf(queries);
        warnings = List.copyOf(warnings);
    }

    /** @return a sentence about the indicators whose samples cover too little; empty if there is none */
    Optional<String> uncovered() {
        String names = queries.entrySet().stream()
                .filter(each -> Coverage.share(each.getValue().coverage()) < leastCoverage)
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " ("
                        + (int) Math.floor(Coverage.share(each.getValue().coverage()) * PERCENT) + " %)")
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("samples cover too little of the window for " + names + ", and --min-coverage wants "
                        + Math.round(leastCoverage * PERCENT) + " %: nothing is concluded; evaluate a complete window");
    }

    /** @return whether nothing at all is known of the service, because no query could be answered */
    boolean isUnavailable() {
        return !queries.isEmpty() && queries.values().stream().allMatch(asked -> asked.is(MissingValueCause.SERVER));
    }

    /** @return whether the value is missing because of the files or the options */
    boolean isMisconfigured(String sli) {
        return queries.containsKey(sli) && queries.get(sli).is(MissingValueCause.FILES);
    }
}
