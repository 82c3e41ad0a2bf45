package dev.sliprovider.evaluator;

import dev.sliprovider.gate.GateFiles;
import java.time.Duration;

/**
 * What Prometheus is asked for one evaluation, and what is required of the answer.
 *
 * @param target the service and its window
 * @param files with the objectives and the queries
 * @param compareWith live baselines of it are asked for, too
 * @param longestWait until the samples of the window have arrived; zero waits for nothing
 * @param isCompleteRequired whether an incomplete window ends without a verdict
 * @param leastCoverage share of the window that must have samples, 0 to 1
 * @param deadline time for all queries
 */
public record Question(
        EvaluationTarget target,
        GateFiles files,
        CompareWith compareWith,
        Duration longestWait,
        boolean isCompleteRequired,
        double leastCoverage,
        Duration deadline) {}
