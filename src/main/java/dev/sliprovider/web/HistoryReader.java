package dev.sliprovider.web;

import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.EarlierEvaluations;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gateapi.Permission;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.sli.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the pages show. Events are decoded one at a time and not kept, because a hundred of them would fill a small heap.
 *
 * @param history that is shown
 */
record HistoryReader(EvaluationHistory history) {

    /** Further services are left out of the overview. */
    static final int MOST_SERVICES = 500;

    /** Evaluations that all rows of the overview show together: reading one takes some tenths of a millisecond. */
    private static final int READ = 1000;

    private static final int MOST_VERDICTS = 10;

    /** Evaluations among which those with a label are searched. */
    static final int SEARCHED = 1000;

    Overview overview(Permission permission) throws HistoryException {
        List<Scope> visible =
                history.services().stream().filter(permission::allows).toList();
        List<Scope> shown = visible.subList(0, Math.min(MOST_SERVICES, visible.size()));
        int each = Math.clamp(READ / Math.max(1, shown.size()), 1, MOST_VERDICTS);
        var services = new ArrayList<Overview.Service>();
        for (Scope scope : shown) {
            var verdicts = new ArrayList<PastEvaluation>();
            history.of(scope).visit(each, kept -> {
                EarlierEvaluations.past(kept).ifPresent(verdicts::add);
                return true;
            });
            if (!verdicts.isEmpty()) {
                services.add(new Overview.Service(scope, verdicts));
            }
        }
        return new Overview(services, visible.size() - shown.size());
    }

    ShownService service(Scope scope, ServiceQuery query) throws HistoryException {
        ServiceHistory service = history.of(scope);
        var found = new Matches(query);
        service.visit(SEARCHED, found::add);
        return new ShownService(scope, query, found.newest, found.all, service.pinned(), found.searched);
    }

    /** Collects the evaluations of a query. */
    private static final class Matches {
        private final ServiceQuery query;
        private final List<PastEvaluation> all = new ArrayList<>();
        private Optional<ReportedEvaluation> newest = Optional.empty();
        private int searched;

        private Matches(ServiceQuery query) {
            this.query = query;
        }

        /** @return whether another one is wanted */
        private boolean add(KeptEvaluation kept) {
            searched++;
            EarlierEvaluations.past(kept).filter(this::matches).ifPresent(past -> {
                if (newest.isEmpty()) {
                    newest = reported(kept);
                }
                all.add(past);
            });
            return all.size() < query.limit();
        }

        private boolean matches(PastEvaluation past) {
            return query.labels().stream().allMatch(label -> label.value()
                    .equals(past.evaluation().labels().get(label.name())));
        }
    }

    /** @return nothing if there is none with that id, or it cannot be read */
    Optional<ShownEvaluation> evaluation(Scope scope, String id) throws HistoryException {
        ServiceHistory service = history.of(scope);
        Optional<KeptEvaluation> kept = service.byId(id);
        Optional<ReportedEvaluation> reported = kept.flatMap(HistoryReader::reported);
        if (kept.isEmpty() || reported.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ShownEvaluation(
                scope,
                id,
                kept.get().time(),
                reported.get(),
                EarlierEvaluations.of(service, reported.get()),
                service.pinned().filter(id::equals).isPresent()));
    }

    private static Optional<ReportedEvaluation> reported(KeptEvaluation kept) {
        try {
            return Optional.of(ReportedEvaluation.of(kept.event()));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
