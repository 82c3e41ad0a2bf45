package dev.sliprovider.diagnosis;

import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.Expr.RangeSelector;
import dev.sliprovider.promql.Expr.Subquery;
import dev.sliprovider.promql.Expr.VectorSelector;
import dev.sliprovider.promql.Promql;
import dev.sliprovider.promql.Walk;
import dev.sliprovider.sli.PlannedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A selector whose samples up to a moment decide values. Samples of a series arrive in order: once one at or after the moment
 * is there, those before it are there, too.
 *
 * @param text as it is sent
 * @param shown as people read it, shortened
 * @param needed the moment
 */
public record WatchedSelector(String text, String shown, Instant needed) {

    /** So far back a server looks for the last sample of a series by default. */
    private static final long LOOKBACK = 300;
    /** A series that misses two scrapes has ended; its exporter or its target may be gone without a staleness marker. */
    private static final double MISSED = 2.5;
    /** For scrapes that take their time. */
    private static final int SLACK = 5;

    private static final int MILLIS = 1000;
    private static final Duration LONGEST_PAST = Duration.ofHours(1);

    /**
     * Finds the selectors of queries.
     *
     * @param after selectors that need no samples after this moment are left out: theirs have arrived
     * @return each text once, with the latest moment
     */
    public static List<WatchedSelector> of(List<PlannedQuery> queries, Instant after) {
        var found = new ArrayList<Selector>();
        for (PlannedQuery query : queries) {
            if (query instanceof PlannedQuery.Ready ready
                    && Promql.read(ready.promql()) instanceof Promql.Query readable) {
                collect(readable.expr(), ready.at(), found);
            }
        }
        var watched = new LinkedHashMap<String, WatchedSelector>();
        found.stream()
                .filter(selector -> !selector.text().isEmpty() && selector.at().isAfter(after))
                .map(selector -> new WatchedSelector(selector.text(), selector.shown(), selector.at()))
                .forEach(selector -> watched.merge(selector.text(), selector, WatchedSelector::later));
        return List.copyOf(watched.values());
    }

    private static void collect(Expr expr, Instant at, List<Selector> found) {
        switch (expr) {
            case VectorSelector vector -> found.add(QueryParts.selector(vector, at));
            case RangeSelector range -> found.add(QueryParts.selector(range, "", at));
            case Subquery subquery -> collect(subquery.of(), EvaluationTime.of(subquery.modifiers(), at), found);
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.Aggregation all -> collectParts(all, at, found);
            case Expr.Call all -> collectParts(all, at, found);
            case Expr.Binary all -> collectParts(all, at, found);
            case Expr.Unary all -> collectParts(all, at, found);
            case Expr.Parentheses all -> collectParts(all, at, found);
        }
    }

    private static void collectParts(Expr expr, Instant at, List<Selector> found) {
        Walk.parts(expr).forEach(part -> collect(part, at, found));
    }

    private static WatchedSelector later(WatchedSelector one, WatchedSelector other) {
        return one.needed.isBefore(other.needed) ? other : one;
    }

    /**
     * The time of the newest sample of the series whose newest sample is the oldest, and the seconds between two samples. A series that
     * misses two scrapes while others go on has ended and does not count.
     *
     * @return a query for now
     */
    public String newest() {
        String time = "timestamp(" + text + ")";
        String interval = LOOKBACK + "/count_over_time(" + text + "[" + LOOKBACK + "s])";
        String live = time + ">scalar(max(" + time + "))-" + SLACK + "-" + MISSED + "*" + interval;
        return Statistic.LAST.of("min(" + live + ")") + " or " + Statistic.INTERVAL.of("max(" + interval + ")");
    }

    /**
     * Whether the selector had samples before, although it has none now: its series have ended.
     *
     * @param window that is evaluated
     * @return a query for now, whose result is empty if it had none
     */
    public String past(Duration window) {
        Duration bounded = window.compareTo(LONGEST_PAST) < 0 ? window : LONGEST_PAST;
        return "count(count_over_time(" + text + "[" + (bounded.toSeconds() + LOOKBACK) + "s]))";
    }

    /** @return what the answer to {@link #newest} says; empty if the selector has no series now */
    public static Optional<NewestSample> read(List<QuestionResult.Series> answer) {
        OptionalDouble last = value(answer, Statistic.LAST);
        OptionalDouble interval = value(answer, Statistic.INTERVAL);
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(new NewestSample(
                        Instant.ofEpochMilli(Math.round(last.getAsDouble() * MILLIS)),
                        Duration.ofMillis(Math.round((SLACK + MISSED * interval.orElse(0)) * MILLIS))));
    }

    private static OptionalDouble value(List<QuestionResult.Series> answer, Statistic facet) {
        return answer.stream()
                .filter(series -> series.only(Statistic.LABEL).equals(facet.word()))
                .mapToDouble(QuestionResult.Series::value)
                .filter(Double::isFinite)
                .findFirst();
    }
}
