package dev.sliprovider.cli;

import dev.sliprovider.cli.EvaluateRequest.Plan;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.EarlierEvaluations;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.ReportKind;
import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.gate.Tool;
import dev.sliprovider.gate.Values;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.UnusableNameException;
import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.slo.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of one evaluation after its values are known: verdict, output, record, exit code. */
final class GateRun {

    private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");
    /** Kubernetes keeps this number of bytes of the file. */
    private static final int TERMINATION_LENGTH = 4096;

    private final Plan plan;
    private final CiRun ci;
    private final GateOutput output = new GateOutput();

    GateRun(Plan plan, CiRun ci) {
        this.plan = plan;
        this.ci = ci;
    }

    /**
     * @param known names of all indicators, if they are known
     * @return the exit code
     */
    int run(GateFiles files, Values values, Optional<Set<String>> known) throws GateException {
        Optional<HistoryDirectory> history = history();
        requirePossible(files.config().comparison());
        var baselines = new BaselineSearch(plan.compareWith(), history, plan.subject());
        Gate.Result result = new Gate(new Tool(Cli.NAME, Cli.Version.number()), plan.subject(), files, values)
                .evaluate(baselines, plan.comparison().required, known);
        ReportedEvaluation recorded = recorded(result);
        output.print(plan.options().output, recorded);
        explain(result, recorded);
        int code = GateExit.of(result.conclusion(), plan.options().warningExitCode);
        int failed = leave(result, recorded, history);
        if (plan.options().dryRun && result.conclusion().isVerdict()) {
            output.note("Dry run: the exit code would be " + code + ".");
            return failed;
        }
        return code == GateExit.NO || failed == Cli.OK ? code : failed;
    }

    private Optional<HistoryDirectory> history() throws GateException {
        if (plan.comparison().history().isEmpty()) {
            return Optional.empty();
        }
        try {
            Path root = plan.comparison().history().get();
            if (Files.exists(root) && !Files.isDirectory(root)) {
                throw GateException.wrongInput("--history: " + root + " is a file; name a directory");
            }
            HistoryDirectory directory =
                    new HistoryDirectory(root, plan.subject().scope());
            // Reports early that an id cannot be a file name.
            directory.byId(plan.subject().id());
            return Optional.of(directory);
        } catch (UnusableNameException e) {
            throw GateException.wrongInput(e.getMessage());
        } catch (HistoryException e) {
            throw GateException.unavailable(e.getMessage());
        }
    }

    /** A minimum that the history never reaches would fail every evaluation. */
    private void requirePossible(Comparison comparison) throws GateException {
        int required = plan.comparison().required;
        boolean isHistory = plan.compareWith() instanceof CompareWith.History;
        if (comparison.isAnswered() && required > (isHistory ? comparison.results() : 1)) {
            throw GateException.wrongInput("--require-history " + required + " is never reached: "
                    + (isHistory
                            ? "slo.yaml compares with " + comparison.results()
                                    + " at most; raise number_of_comparison_results, or lower the option"
                            : "only one evaluation is compared with; lower the option"));
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
    private int leave(Gate.Result result, ReportedEvaluation recorded, Optional<HistoryDirectory> history) {
        int code = Cli.OK;
        List<PastEvaluation> earlier = earlier(history, recorded);
        for (ReportFile report : plan.reports()) {
            try {
                report.write(recorded, earlier);
            } catch (GateException e) {
                code = GateExit.explain(e);
            }
        }
        if (!plan.options().noCi) {
            tell(recorded);
        }
        if (output.isBroken()) {
            output.failure("the result cannot be written to standard output");
            code = Cli.USAGE;
        }
        try {
            record(result, history);
        } catch (HistoryException e) {
            code = GateExit.explain(GateException.unavailable(e.getMessage()));
        }
        return code;
    }

    /** A report without earlier evaluations is better than no report. */
    private List<PastEvaluation> earlier(Optional<HistoryDirectory> history, ReportedEvaluation recorded) {
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

    private void tell(ReportedEvaluation recorded) {
        if (ci.isGitHub()) {
            new GitHubRun(ci, output).tell(recorded, plan.reports());
        }
        if (ci.isKubernetes() && Files.isWritable(TERMINATION_LOG)) {
            String sentence = recorded.verdict().word() + " "
                    + TerminalText.printable(
                            String.join("; ", recorded.verdict().reasons()));
            try {
                Files.writeString(
                        TERMINATION_LOG,
                        sentence.substring(0, Math.min(sentence.length(), TERMINATION_LENGTH / 4)),
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                output.warning(TERMINATION_LOG + " cannot be written; check its permissions");
            }
        }
    }

    private void record(Gate.Result result, Optional<HistoryDirectory> history) throws HistoryException {
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
