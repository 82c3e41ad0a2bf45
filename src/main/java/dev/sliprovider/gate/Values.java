package dev.sliprovider.gate;

import dev.sliprovider.sli.Reason;
import dev.sliprovider.slo.ProviderAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one evaluation and their origin.
 *
 * @param answer as Lighthouse would have received it
 * @param origin a file, or the URL of a server without credentials
 * @param queries by name of indicator, as far as there is something to say
 * @param warnings a sentence each
 */
public record Values(ProviderAnswer answer, String origin, Map<String, Asked> queries, List<String> warnings) {

    /**
     * The retrieval of one value.
     *
     * @param query as it was sent
     * @param milliseconds until the value was known
     * @param reason why there is no value, if it is known
     */
    public record Asked(Optional<String> query, long milliseconds, Optional<Reason> reason) {

        boolean is(MissingValueCause blame) {
            return reason.map(MissingValueCause::of).filter(blame::equals).isPresent();
        }
    }

    /** Copies the collections. */
    public Values {
        queries = Map.copyOf(queries);
        warnings = List.copyOf(warnings);
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
