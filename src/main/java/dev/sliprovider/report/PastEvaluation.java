package dev.sliprovider.report;

import dev.sliprovider.slo.Evaluation;
import java.time.Instant;

/**
 * An earlier evaluation of the same service, as the history has it.
 *
 * @param id of the evaluation; an evaluation that was compared with names it in its {@code comparedEvents}
 * @param time when it took place
 * @param evaluation its result
 */
public record PastEvaluation(String id, Instant time, Evaluation evaluation) {}
