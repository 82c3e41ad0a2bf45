package dev.sliprovider.evaluator;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.LiveBaseline;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The live baselines of one evaluation: what is asked for them, and what came of it. */
public final class LiveComparison {

    private static final String SAME =
            "its query is the same as that of the evaluation, so that there is nothing to compare";

    private record Side(LiveVariant variant, SliTask task, Map<String, String> skipped, List<String> warnings) {}

    private final List<Side> sides = new ArrayList<>();

    /**
     * @param config all indicators
     * @param own the task of the evaluation
     * @throws GateException if a baseline asks for nothing else than the evaluation
     */
    LiveComparison(List<LiveVariant> variants, SliConfig config, SliTask own) throws GateException {
        Map<String, PlannedQuery> queries = queries(config, own);
        for (LiveVariant variant : variants) {
            sides.add(side(variant, config, own, queries));
        }
    }

    private static Map<String, PlannedQuery> queries(SliConfig config, SliTask task) {
        return config.plan(task).stream().collect(Collectors.toMap(PlannedQuery::indicator, query -> query));
    }

    private static Side side(LiveVariant variant, SliConfig config, SliTask own, Map<String, PlannedQuery> queries)
            throws GateException {
        SliTask changed = variant.change().apply(own);
        Map<String, PlannedQuery> others = queries(config, changed);
        var skipped = new LinkedHashMap<String, String>();
        others.forEach((name, query) -> {
            if (query instanceof PlannedQuery.Ready ready
                    && queries.get(name) instanceof PlannedQuery.Ready mine
                    && ready.promql().equals(mine.promql())
                    && ready.at().equals(mine.at())) {
                skipped.put(name, SAME);
            }
        });
        if (!others.isEmpty() && skipped.size() == others.size()) {
            throw GateException.wrongInput("the live baseline " + variant.text()
                    + " compares the service with itself: no query changes. Name something else, or use the placeholder"
                    + " that tells the two apart in the queries, such as $DEPLOYMENT");
        }
        List<String> asked = own.indicators().stream()
                .filter(name -> !skipped.containsKey(name))
                .toList();
        return new Side(
                variant,
                changed.withIndicators(asked),
                skipped,
                warnings(variant, own.timeframe(), changed.timeframe()));
    }

    private static List<String> warnings(LiveVariant variant, Timeframe own, Timeframe other) {
        var warnings = new ArrayList<String>();
        if (own.equals(other)) {
            return warnings;
        }
        if (own.seconds() != other.seconds()) {
            warnings.add(variant.text() + " has " + other.seconds() + " s and the evaluated window " + own.seconds()
                    + " s: what grows with the window, such as increase(), cannot be compared; rates can.");
        }
        if (other.start().isBefore(own.end()) && own.start().isBefore(other.end())) {
            warnings.add(variant.text() + " overlaps with the evaluated window: a part of it is compared with itself.");
        }
        return warnings;
    }

    /** @return the task of each baseline, in order; without the indicators that would be compared with themselves */
    List<SliTask> tasks() {
        return sides.stream().map(Side::task).toList();
    }

    /**
     * @param outcomes one for each of {@link #tasks}
     * @param endpoint that was asked
     */
    List<LiveBaseline> baselines(List<GetSliFinished> outcomes, String endpoint) {
        var baselines = new ArrayList<LiveBaseline>();
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            Timeframe window = side.task().timeframe();
            var text = new Window(window.start().toString(), window.end().toString());
            baselines.add(new LiveBaseline(
                    side.variant().text(),
                    side.task().deployment(),
                    RetrievedValues.values(side.task(), text, outcomes.get(i), endpoint),
                    side.skipped(),
                    side.warnings()));
        }
        return baselines;
    }
}
