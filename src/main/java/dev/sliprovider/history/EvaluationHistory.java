package dev.sliprovider.history;

import dev.sliprovider.sli.Scope;
import java.util.List;
import java.util.Optional;

/** The evaluations of all services. All methods block. */
public interface EvaluationHistory {

    /**
     * @return the evaluations of that service; it need not have any
     * @throws HistoryException if a name of the scope cannot be used
     */
    ServiceHistory of(Scope scope) throws HistoryException;

    /**
     * @return the services that have evaluations, ordered by project, stage and service
     * @throws HistoryException if the history cannot be read
     */
    List<Scope> services() throws HistoryException;

    /**
     * @return the evaluation of any service with that id, if it is there and not invalidated; the newest one if several
     *     services have it
     * @throws HistoryException if the history cannot be read
     */
    Optional<KeptEvaluation> byId(String id) throws HistoryException;
}
