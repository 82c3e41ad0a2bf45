package dev.sliprovider.web;

import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.sli.Scope;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a service shows.
 *
 * @param scope the service
 * @param query which evaluations were asked for
 * @param newest of those; empty if there is none
 * @param evaluations newest first
 * @param pinned id of the evaluation that others are compared with
 * @param searched number of evaluations that were read
 */
record ShownService(
        Scope scope,
        ServiceQuery query,
        Optional<ReportedEvaluation> newest,
        List<PastEvaluation> evaluations,
        Optional<String> pinned,
        int searched) {

    /** Copies the list. */
    ShownService {
        evaluations = List.copyOf(evaluations);
    }
}
