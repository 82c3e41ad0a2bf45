package dev.sliprovider.cli;

import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import picocli.CommandLine.Mixin;

/** The options that name the history of one service. */
final class HistoryOptions {

    @Mixin
    private HistoryLocation location;

    @Mixin
    ScopeOptions scope;

    /** An operation on a history. */
    interface Work {
        /** @throws HistoryException if the history cannot be read or written */
        void on(ServiceHistory history, GateOutput output) throws HistoryException, GateException;
    }

    /** @return the exit code */
    int run(Work work) {
        return location.connected(() -> done(work));
    }

    private int done(Work work) {
        try {
            location.requireExisting();
            var output = new GateOutput();
            work.on(location.open().of(scope.toScope()), output);
            if (output.isBroken()) {
                throw GateException.wrongInput("the result cannot be written to standard output");
            }
            return Cli.OK;
        } catch (GateException e) {
            return GateExit.explain(e);
        } catch (HistoryException e) {
            return GateExit.explain(GateException.of(e));
        } catch (IllegalArgumentException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage()));
        }
    }

    /** @return the evaluation with that id */
    KeptEvaluation required(ServiceHistory history, String id) throws HistoryException, GateException {
        return required(history, scope, id);
    }

    /** @return the evaluation of that service with that id */
    static KeptEvaluation required(ServiceHistory history, ScopeOptions scope, String id)
            throws HistoryException, GateException {
        return history.byId(id)
                .orElseThrow(() -> GateException.wrongInput("the history of " + scope.toScope()
                        + " has no evaluation \"" + id
                        + "\", or it is invalidated; \"history list\" shows which there are"));
    }

    /** @return the evaluation with that id, as reports show it */
    ReportedEvaluation recorded(ServiceHistory history, String id) throws HistoryException, GateException {
        try {
            return ReportedEvaluation.of(required(history, id).event());
        } catch (UndecodableException e) {
            throw GateException.wrongInput("the evaluation \"" + id + "\" cannot be shown: " + e.getMessage());
        }
    }
}
