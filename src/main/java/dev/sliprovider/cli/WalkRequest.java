package dev.sliprovider.cli;

import dev.sliprovider.backtest.Schedule;
import dev.sliprovider.evaluator.EvaluationTarget;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.sli.Timeframe;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluations of the past, as the command line asks for them, read and checked.
 *
 * @param service that is evaluated
 * @param files slo.yaml and sli.yaml, unless Keptn has them
 * @param schedule the windows
 */
record WalkRequest(WalkOptions.Service service, Optional<GateFiles> files, Schedule schedule) {

    /** @return what evaluate would be asked for at the end of the window */
    EvaluationTarget target(Timeframe window) {
        return new EvaluationTarget(
                service.scope(),
                service.deployment(),
                Optional.of(new Window(window.start().toString(), window.end().toString())),
                service.labels(),
                service.filters(),
                Map.of());
    }
}
