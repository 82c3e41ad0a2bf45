package dev.sliprovider.cli;

import dev.sliprovider.backtest.Backtest;
import dev.sliprovider.backtest.Decisive;
import dev.sliprovider.backtest.Outcome;
import dev.sliprovider.backtest.Step;
import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SloConfig;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A backtest, printed. */
@Dependent
final class BacktestOnce implements BootedCommand<BacktestOnce.Request> {

    /**
     * What the command line asked for.
     *
     * @param walk what is evaluated
     * @param format how it is printed
     * @param reports files to write
     */
    record Request(WalkRequest walk, BacktestCommand.Format format, List<BacktestFile> reports) {}

    private final PastEvaluations past;

    BacktestOnce(PastEvaluations past) {
        this.past = past;
    }

    @Override
    public int run(Request request) {
        try (var stop = new StopSignal()) {
            var steps = new Steps();
            PastEvaluations.Ending ending =
                    past.walk(request.walk(), request.walk().schedule().windows(), steps, stop);
            var backtest = new Backtest(
                    request.walk().service().scope(),
                    ending.files().config(),
                    request.walk().schedule(),
                    ending.endpoint(),
                    steps.all,
                    steps.warnings(),
                    ending.stopped());
            new BacktestOutput(request.format()).print(backtest);
            for (BacktestFile report : request.reports()) {
                report.write(backtest);
            }
            if (stop.isGiven()) {
                return stop.exitCode();
            }
            if (ending.exitCode() == Cli.OK && backtest.failure().isPresent()) {
                throw GateException.unavailable(backtest.failure().get());
            }
            return ending.exitCode();
        } catch (GateException e) {
            return GateExit.explain(e);
        } catch (EndpointException | WindowException | IllegalArgumentException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage()));
        }
    }

    /** Collects what is shown of each evaluation. */
    private static final class Steps implements PastEvaluations.Visitor {

        private final List<Step> all = new ArrayList<>();
        private final EarlierSteps earlier = new EarlierSteps();
        private final Map<String, Integer> warned = new LinkedHashMap<>();

        @Override
        public String id(Timeframe window) {
            return "backtest-" + window.end();
        }

        @Override
        public Gate.Baselines before(EvaluationIdentity subject) {
            return earlier;
        }

        @Override
        public void evaluated(Timeframe window, Gate.Result result) {
            Verdict verdict = verdict(result);
            SloConfig config = verdict.slo().orElseThrow();
            earlier.add(result);
            List<ObjectiveResult> results =
                    verdict.lines().stream().map(Verdict.Line::result).toList();
            result.warnings().stream()
                    .filter(warning -> !warning.startsWith(Gate.UNCOMPARED))
                    .forEach(warning -> warned.merge(warning, 1, Integer::sum));
            all.add(new Step(
                    window,
                    outcome(result),
                    verdict.score(),
                    result.baseline().evaluations().size(),
                    results,
                    Decisive.of(config, results, verdict.evaluation().result()),
                    PastEvaluations.reason(result)));
        }

        private static Verdict verdict(Gate.Result result) {
            try {
                return ReportedEvaluation.of(result.kept().event()).verdict();
            } catch (UndecodableException e) {
                throw new IllegalStateException("an evaluation of our own cannot be read", e);
            }
        }

        private static Outcome outcome(Gate.Result result) {
            return switch (result.conclusion()) {
                case PASS -> Outcome.PASS;
                case WARNING -> Outcome.WARNING;
                case FAIL -> Outcome.FAIL;
                case UNAVAILABLE, MISCONFIGURED -> Outcome.ERRORED;
            };
        }

        private List<String> warnings() {
            return warned.entrySet().stream()
                    .map(each -> each.getValue() == all.size()
                            ? each.getKey()
                            : each.getKey() + " (in " + each.getValue() + " of " + all.size() + " evaluations)")
                    .toList();
        }
    }
}
