package dev.sliprovider.gate;

import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.report.PastEvaluation;
import java.util.List;
import java.util.Optional;

/** What a history has besides one evaluation, for reports that show how its values have changed. */
public final class EarlierEvaluations {

    /** As many as Keptn's Bridge shows in its heatmap without scrolling. */
    private static final int MOST = 20;

    private EarlierEvaluations() {}

    /**
     * @param id of the evaluation that is reported, which is left out
     * @return the newest of the others, newest first; those that cannot be read are left out
     */
    public static List<PastEvaluation> of(HistoryDirectory history, String id) throws HistoryException {
        return history.newest(MOST + 1).evaluations().stream()
                .filter(kept -> !kept.id().equals(id))
                .flatMap(kept -> past(kept).stream())
                .limit(MOST)
                .toList();
    }

    private static Optional<PastEvaluation> past(KeptEvaluation kept) {
        try {
            return Optional.of(new PastEvaluation(
                    kept.id(), Recorded.of(kept.event()).verdict().evaluation()));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
