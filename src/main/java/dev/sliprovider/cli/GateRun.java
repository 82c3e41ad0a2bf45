package dev.sliprovider.cli;

import dev.sliprovider.cli.EvaluateRequest.Plan;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.evaluator.BaselineSearch;
import dev.sliprovider.gate.Conclusion;
import dev.sliprovider.gate.EarlierEvaluations;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.LiveBaseline;
import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Tool;
import dev.sliprovider.gate.Values;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.report.PastEvaluation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of one evaluation after its values are known: verdict, output, record, exit code. */
final class GateRun {

    private final Plan plan;
    private final CiRun ci;
    private final GateOutput output = new GateOutput();

    private final Round round;

    /**
     * What came of one evaluation.
     *
     * @param code exit code
     * @param conclusion what follows
     * @param recorded the event
     */
    record Outcome(int code, Conclusion conclusion, ReportedEvaluation recorded) {}

    /** The only evaluation. */
    GateRun(Plan plan, CiRun ci) {
        this(plan, ci, Round.ONLY);
    }

    /** One evaluation of several. */
    GateRun(Plan plan, CiRun ci, Round round) {
        this.plan = plan;
        this.ci = ci;
        this.round = round;
    }

    /**
     * @param known names of all indicators, if they are known
     * @return the exit code
     */
    int run(GateFiles files, Values values, Optional<Set<String>> known) throws GateException {
        return judge(files, values, known, List.of()).code();
    }

    /** @param live baselines that were asked together with the values */
    Outcome judge(GateFiles files, Values values, Optional<Set<String>> known, List<LiveBaseline> live)
            throws GateException {
        Optional<ServiceHistory> history = history();
        plan.comparison().requirePossible(plan.compareWith(), files.config().comparison());
        var baselines = new BaselineSearch(plan.compareWith(), history, plan.subject(), live);
        Gate.Result result = new Gate(new Tool(Cli.NAME, Cli.Version.number()), plan.subject(), files, values)
                .evaluate(baselines, plan.comparison().required, known);
        ReportedEvaluation recorded = recorded(result);
        print(result, recorded);
        explain(result, recorded);
        return new Outcome(code(result, recorded, history), result.conclusion(), recorded);
    }

    private void print(Gate.Result result, ReportedEvaluation recorded) {
        boolean isTable = plan.options().output == GateOutput.Format.TABLE;
        if (isTable && round.isOneOfSeveral()) {
            output.table("Round " + round.number() + " of " + round.of());
        }
        if (isTable || round.isLast(result.conclusion())) {
            output.print(plan.options().output, recorded);
        }
    }

    private int code(Gate.Result result, ReportedEvaluation recorded, Optional<ServiceHistory> history) {
        int code = GateExit.of(result.conclusion(), plan.options().warningExitCode);
        int failed = leave(result, recorded, history);
        if (plan.options().dryRun && result.conclusion().isVerdict()) {
            output.note("Dry run: the exit code would be " + code + ".");
            return failed;
        }
        return code == GateExit.NO || failed == Cli.OK ? code : failed;
    }

    private Optional<ServiceHistory> history() throws GateException {
        if (!plan.comparison().history.isNamed()) {
            return Optional.empty();
        }
        try {
            ServiceHistory history =
                    plan.comparison().history.open().of(plan.subject().scope());
            // Reports early that an id cannot be a file name.
            history.byId(plan.subject().id());
            return Optional.of(history);
        } catch (HistoryException e) {
            throw GateException.of(e);
        }
    }

    private static ReportedEvaluation recorded(Gate.Result result) {
        try {
            return ReportedEvaluation.of(result.kept().event());
        } catch (UndecodableException e) {
            throw new IllegalStateException("an evaluation of our own cannot be read", e);
        }
    }

    private void explain(Gate.Result result, ReportedEvaluation recorded) {
        result.warnings().forEach(output::warning);
        if (!result.baseline().evaluations().isEmpty()) {
            output.note("Compared with "
                    + result.baseline().evaluations().stream()
                            .map(previous -> previous.id())
                            .collect(Collectors.joining(", "))
                    + " (" + result.baseline().kind() + ").");
        }
        if (!result.conclusion().isVerdict()) {
            output.failure(recorded.verdict().evaluation().message());
        }
    }

    /** Writes reports and record; if one cannot be written, that determines the exit code. */
    private int leave(Gate.Result result, ReportedEvaluation recorded, Optional<ServiceHistory> history) {
        int code = Cli.OK;
        List<PastEvaluation> earlier = earlier(history, recorded);
        for (ReportFile report : plan.reports()) {
            try {
                report.write(round.until(recorded), earlier);
            } catch (GateException e) {
                code = GateExit.explain(e);
            }
        }
        if (!plan.options().noCi && round.isLast(result.conclusion())) {
            new CiNotice(ci, output).tell(recorded, plan.reports());
        }
        if (output.isBroken()) {
            output.failure("the result cannot be written to standard output");
            code = Cli.USAGE;
        }
        try {
            record(result, history);
        } catch (HistoryException e) {
            code = GateExit.explain(GateException.of(e));
        }
        return code;
    }

    /** A report without earlier evaluations is better than no report. */
    private List<PastEvaluation> earlier(Optional<ServiceHistory> history, ReportedEvaluation recorded) {
        boolean isShown = plan.reports().stream().anyMatch(report -> report.kind() == ReportKind.HTML);
        if (history.isEmpty() || !isShown) {
            return List.of();
        }
        try {
            return EarlierEvaluations.of(history.get(), recorded);
        } catch (HistoryException e) {
            output.warning("The HTML report has no earlier evaluations: " + e.getMessage());
            return List.of();
        }
    }

    private void record(Gate.Result result, Optional<ServiceHistory> history) throws HistoryException {
        boolean isWanted =
                switch (plan.options().record) {
                    case AUTO -> result.isJudged();
                    case ALWAYS -> true;
                    case NEVER -> false;
                };
        if (history.isEmpty() || !isWanted) {
            return;
        }
        String where = " as " + result.kept().id() + " in " + plan.comparison().history;
        if (plan.options().dryRun) {
            output.note("Dry run: the evaluation would be recorded" + where + ".");
            return;
        }
        history.get().add(result.kept());
        output.note("Recorded" + where + ".");
    }
}
