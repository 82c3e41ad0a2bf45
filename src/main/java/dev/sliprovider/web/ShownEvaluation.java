package dev.sliprovider.web;

import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.sli.Scope;
import java.time.Instant;
import java.util.List;

/**
 * What the page of an evaluation shows.
 *
 * @param scope its service
 * @param id of it
 * @param time of it
 * @param evaluation what is recorded of it
 * @param earlier evaluations of the same service, newest first
 * @param isPinned whether others are compared with it alone
 */
record ShownEvaluation(
        Scope scope,
        String id,
        Instant time,
        ReportedEvaluation evaluation,
        List<PastEvaluation> earlier,
        boolean isPinned) {

    /** Copies the list. */
    ShownEvaluation {
        earlier = List.copyOf(earlier);
    }
}
