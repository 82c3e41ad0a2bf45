package dev.sliprovider.report;

import dev.sliprovider.slo.Evaluation;

/**
 * An earlier evaluation of the same service, as the history has it.
 *
 * @param id of the evaluation; an evaluation that was compared with names it in its {@code comparedEvents}
 * @param evaluation its result
 */
public record PastEvaluation(String id, Evaluation evaluation) {}
