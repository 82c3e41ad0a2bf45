package dev.sliprovider.backtest;

import dev.sliprovider.report.Escapes;
import dev.sliprovider.report.HtmlPage;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.ObjectiveResult;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A page about a backtest. */
public final class BacktestPage {

    /** More objectives have no plot; those that decided most come first. */
    private static final int MOST_PLOTS = 60;

    private static final int LONGEST_NAME = 200;

    private final Backtest backtest;
    private final BacktestTable table;
    private final List<Tally> tallies;
    private final Strip strip;

    private BacktestPage(Backtest backtest) {
        this.backtest = backtest;
        this.table = new BacktestTable(backtest);
        this.tallies = backtest.tallies();
        List<Instant> ends =
                backtest.steps().stream().map(step -> step.window().end()).toList();
        this.strip = new Strip(ends, backtest.schedule().count());
    }

    /** @return a document of HTML that is well-formed XML, too */
    public static String of(Backtest backtest) {
        return new BacktestPage(backtest).render();
    }

    private String render() {
        Map<String, Object> data = new HashMap<>();
        data.put("service", backtest.scope().service());
        data.put("head", table.head());
        data.put("outcomes", table.outcomes());
        data.put(
                "objectives",
                table.objectives().stream().map(BacktestPage::cells).toList());
        data.put("stretches", table.stretches());
        data.put("older", table.olderStretches());
        data.put("remarks", backtest.remarks());
        data.put("kinds", kinds());
        data.put("total", new RawString(strip.draw("verdicts", verdicts())));
        data.put("first", backtest.schedule().first().toString());
        data.put("last", backtest.schedule().last().toString());
        data.put("rows", rows());
        data.put("left", Math.max(0, tallies.size() - MOST_PLOTS));
        return new HtmlPage(BacktestPage.class, "backtest").render(data);
    }

    private static Map<String, Object> cells(List<String> row) {
        return Map.of("name", row.getFirst(), "numbers", row.subList(1, row.size() - 1), "criteria", row.getLast());
    }

    private static List<Map<String, Object>> kinds() {
        var kinds = new ArrayList<Map<String, Object>>();
        for (Strip.Kind kind : Strip.Kind.values()) {
            kinds.add(Map.of("key", kind.key(), "text", kind.text()));
        }
        return kinds;
    }

    private List<Strip.Kind> verdicts() {
        return backtest.steps().stream()
                .map(step -> switch (step.outcome()) {
                    case PASS -> Strip.Kind.PASS;
                    case WARNING -> Strip.Kind.WARNING;
                    case FAIL -> Strip.Kind.FAIL;
                    case ERRORED -> Strip.Kind.ERRORED;
                })
                .toList();
    }

    private List<Map<String, Object>> rows() {
        return IntStream.range(0, tallies.size())
                .boxed()
                .sorted(Comparator.comparing(
                        i -> -tallies.get(i).decidedFail() - tallies.get(i).decidedWarning()))
                .limit(MOST_PLOTS)
                .map(this::row)
                .toList();
    }

    private Map<String, Object> row(int index) {
        Objective objective = backtest.config().objectives().get(index);
        String name = Escapes.shortened(objective.sli().isEmpty() ? "(no name)" : objective.sli(), LONGEST_NAME);
        Optional<String> plot =
                new ValuePlot(backtest, index, tallies.get(index).criteria()).draw();
        return Map.of(
                "name",
                name,
                "isKey",
                objective.keySli(),
                "strip",
                new RawString(strip.draw(name, kinds(index))),
                "plot",
                new RawString(plot.orElse("")));
    }

    private List<Strip.Kind> kinds(int index) {
        return backtest.steps().stream()
                .map(step -> step.results().size() > index ? kind(step.results().get(index)) : Strip.Kind.ERRORED)
                .toList();
    }

    private static Strip.Kind kind(ObjectiveResult result) {
        return switch (result.status()) {
            case PASS -> Strip.Kind.PASS;
            case WARNING -> Strip.Kind.WARNING;
            case FAIL -> Step.hasValue(result) ? Strip.Kind.FAIL : Strip.Kind.MISSING;
            case INFO -> Strip.Kind.INFO;
        };
    }
}
