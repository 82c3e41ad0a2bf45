package dev.sliprovider.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.PreviousEvaluation;
import java.util.List;
import java.util.Optional;

/** Chooses the earlier evaluations that count, as Keptn's datastore and Lighthouse do together (contract §10.3). */
public final class HistorySelection {

    private final String project;
    private final String stage;
    private final String service;

    /** Names are compared exactly. */
    public HistorySelection(String project, String stage, String service) {
        this.project = project;
        this.stage = stage;
        this.service = service;
    }

    /**
     * Takes as many evaluations as the comparison wants, then leaves out those that cannot be decoded: these are not
     * replaced by older ones (contract §10.11, 5).
     *
     * @param comparison how many, and with which results; one that {@link Comparison#isAnswered() is answered}
     * @param newestFirst all evaluations that are kept
     */
    public List<PreviousEvaluation> select(Comparison comparison, List<StoredEvaluation> newestFirst) {
        return newestFirst.stream()
                .filter(stored -> !stored.isInvalidated() && isOfScope(stored.data()))
                .filter(stored ->
                        comparison.includes(text(stored.data(), "result").orElse("")))
                .limit(comparison.results())
                .flatMap(stored -> decoded(stored).stream())
                .toList();
    }

    private boolean isOfScope(JsonNode data) {
        return text(data, "project").filter(project::equals).isPresent()
                && text(data, "stage").filter(stage::equals).isPresent()
                && text(data, "service").filter(service::equals).isPresent();
    }

    private static Optional<String> text(JsonNode data, String member) {
        return Optional.ofNullable(data.get(member)).map(JsonNode::textValue);
    }

    private static Optional<PreviousEvaluation> decoded(StoredEvaluation stored) {
        try {
            return Optional.of(stored.decode());
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
