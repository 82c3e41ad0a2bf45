package dev.sliprovider.slo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider answers: the data of get-sli.finished (contract §1.5).
 *
 * @param project may be empty, as all texts here
 * @param stage of the project
 * @param service in the stage
 * @param labels copied into the evaluation
 * @param status {@code succeeded}, {@code errored}, {@code aborted} or anything else
 * @param result {@code pass}, {@code warning}, {@code fail} or anything else
 * @param message of the provider
 * @param start of the window, as text
 * @param end of the window, as text
 * @param values an entry is empty if it was {@code null}, which Lighthouse cannot evaluate (contract §10.11, 12)
 */
public record ProviderAnswer(
        String project,
        String stage,
        String service,
        Map<String, String> labels,
        String status,
        String result,
        String message,
        String start,
        String end,
        List<Optional<SliValue>> values) {

    /** Copies the collections. */
    public ProviderAnswer {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
