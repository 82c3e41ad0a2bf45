package dev.sliprovider.backtest;

import dev.sliprovider.report.Numbers;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backtest as rows of tables, whose names and messages are untrusted. */
public final class BacktestTable {

    /** Headings of {@link #outcomes}. */
    public static final List<String> OUTCOMES = List.of("OUTCOME", "EVALUATIONS", "SHARE");
    /** Headings of {@link #objectives}. */
    public static final List<String> OBJECTIVES = List.of(
            "OBJECTIVE",
            "PASS",
            "WARNING",
            "FAIL",
            "NO VALUE",
            "DECIDED",
            "LOWEST",
            "MEDIAN",
            "P95",
            "HIGHEST",
            "PASS IF");
    /** Headings of {@link #stretches}. */
    public static final List<String> STRETCHES = List.of("FROM", "TO", "EVALUATIONS", "OUTCOME", "DECIDED BY");

    private static final int MOST_STRETCHES = 10;
    private static final double PERCENT = 100;
    private static final double P95 = 0.95;

    private final Backtest backtest;

    /** Shows this one. */
    public BacktestTable(Backtest backtest) {
        this.backtest = backtest;
    }

    /** @return what was evaluated, in a line */
    public String head() {
        Schedule schedule = backtest.schedule();
        return backtest.steps().size() + " evaluations of " + backtest.scope() + ", every "
                + Lengths.of(schedule.every())
                + (backtest.steps().isEmpty()
                        ? ""
                        : ", from " + backtest.steps().getFirst().window().end() + " to "
                                + backtest.steps().getLast().window().end())
                + ", window " + Lengths.of(schedule.length()) + ", on " + backtest.endpoint();
    }

    /** @return a row for each outcome */
    public List<List<String>> outcomes() {
        return Arrays.stream(Outcome.values())
                .map(outcome ->
                        List.of(outcome.text(), number(backtest.count(outcome)), share(backtest.count(outcome))))
                .toList();
    }

    private String share(int count) {
        return backtest.steps().isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.1f %%",
                        PERCENT * count / backtest.steps().size());
    }

    /** @return a row for each objective; a key objective is marked */
    public List<List<String>> objectives() {
        var rows = new ArrayList<List<String>>();
        List<Tally> tallies = backtest.tallies();
        for (int i = 0; i < tallies.size(); i++) {
            rows.add(row(backtest.config().objectives().get(i), tallies.get(i)));
        }
        return rows;
    }

    private static List<String> row(Objective objective, Tally tally) {
        return List.of(
                objective.sli() + (objective.keySli() ? " *" : ""),
                number(tally.count(Status.PASS)),
                number(tally.count(Status.WARNING)),
                number(tally.count(Status.FAIL)),
                number(tally.missing()),
                number(tally.decidedFail() + tally.decidedWarning()),
                value(tally.quantile(0)),
                value(tally.quantile(0.5)),
                value(tally.quantile(P95)),
                value(tally.quantile(1)),
                tally.criteria().isEmpty() ? "–" : String.join(", ", tally.criteria()));
    }

    private static String number(int count) {
        return count == 0 ? "–" : Integer.toString(count);
    }

    private static String value(double value) {
        return Double.isNaN(value) ? "–" : Numbers.text(value);
    }

    /** @return the newest times without a pass, newest first; at most ten */
    public List<List<String>> stretches() {
        return notPassed().reversed().stream()
                .limit(MOST_STRETCHES)
                .map(this::row)
                .toList();
    }

    /** @return how many times without a pass {@link #stretches} leaves out */
    public int olderStretches() {
        return Math.max(0, notPassed().size() - MOST_STRETCHES);
    }

    private List<Stretch> notPassed() {
        return backtest.stretches().stream()
                .filter(stretch -> stretch.outcome() != Outcome.PASS)
                .toList();
    }

    private List<String> row(Stretch stretch) {
        String decided = stretch.decisive().stream()
                .map(index -> backtest.config().objectives().get(index).sli())
                .collect(Collectors.joining(", "));
        return List.of(
                stretch.steps().getFirst().window().end().toString(),
                stretch.steps().getLast().window().end().toString(),
                number(stretch.steps().size()),
                stretch.outcome().text(),
                stretch.outcome() == Outcome.ERRORED
                        ? stretch.steps().getFirst().reason()
                        : decided);
    }
}
