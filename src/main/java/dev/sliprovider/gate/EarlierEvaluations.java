package dev.sliprovider.gate;

import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.report.PastEvaluation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads the earlier evaluations of a history, for reports that show how values have changed. */
public final class EarlierEvaluations {

    /** As many as Keptn's Bridge shows in its heatmap without scrolling. */
    private static final int MOST = 20;

    private EarlierEvaluations() {}

    /**
     * @param reported is left out
     * @return the newest of those that were made before, newest first; those that cannot be read are left out
     */
    public static List<PastEvaluation> of(ServiceHistory history, ReportedEvaluation reported) throws HistoryException {
        String own = reported.event().path("id").asText();
        return history.until(time(reported), MOST + 1).evaluations().stream()
                .filter(kept -> !kept.id().equals(own))
                .flatMap(kept -> past(kept).stream())
                .limit(MOST)
                .toList();
    }

    private static Instant time(ReportedEvaluation reported) {
        try {
            return Instant.parse(reported.event().path("time").asText());
        } catch (DateTimeParseException e) {
            return Instant.parse("9999-12-31T23:59:59Z");
        }
    }

    /** @return nothing if it cannot be read */
    public static Optional<PastEvaluation> past(KeptEvaluation kept) {
        try {
            return Optional.of(new PastEvaluation(kept.id(), kept.time(), ReportedEvaluation.evaluation(kept.event())));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
