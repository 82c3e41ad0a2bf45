package dev.sliprovider.coverage;

import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.LabelMatcher;
import dev.sliprovider.promql.Modifiers;
import dev.sliprovider.promql.Promql;
import dev.sliprovider.promql.TimeSpan;
import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a query reads. Parts whose times only the server knows are left out. */
public final class ReadRanges {

    private static final Set<String> OF_COUNTERS = Set.of("rate", "irate", "increase");
    private static final double MILLIS = 1000;
    /** Longer times cannot be meant, and cannot be calculated with. */
    private static final double MOST_SECONDS = 1e10;

    private final Timeframe window;
    private final Set<ReadRange> found = new LinkedHashSet<>();

    private ReadRanges(Timeframe window) {
        this.window = window;
    }

    /**
     * @param promql as it is sent
     * @param window at whose end it is evaluated
     * @return what it reads; nothing if it cannot be read
     */
    public static Set<ReadRange> of(String promql, Timeframe window) {
        var ranges = new ReadRanges(window);
        if (Promql.read(promql) instanceof Promql.Query query) {
            ranges.visit(query.expr(), new Reach(window.end(), Duration.ZERO), "");
        }
        return ranges.found;
    }

    /**
     * When an expression is evaluated.
     *
     * @param end the last time
     * @param before how long before that the first time is
     */
    private record Reach(Instant end, Duration before) {

        Optional<Reach> moved(Modifiers modifiers, Instant now) {
            Instant moment = modifiers.at().isEmpty() ? end : now;
            if (modifiers.at().isPresent() && modifiers.at().get() instanceof Modifiers.Instant.Unix unix) {
                moment = Instant.EPOCH.plus(millis(unix.seconds()));
            }
            if (modifiers.offset().isEmpty()) {
                return Optional.of(new Reach(moment, before));
            }
            Instant from = moment;
            return length(modifiers.offset().get()).map(offset -> new Reach(from.minus(offset), before));
        }

        Optional<Reach> longer(TimeSpan span) {
            return length(span).map(length -> new Reach(end, before.plus(length)));
        }

        private static Optional<Duration> length(TimeSpan span) {
            return span instanceof TimeSpan.Fixed fixed ? Optional.of(millis(fixed.seconds())) : Optional.empty();
        }
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(Math.clamp(seconds, -MOST_SECONDS, MOST_SECONDS) * MILLIS));
    }

    private void visit(Expr expr, Reach reach, String function) {
        switch (expr) {
            case Expr.NumberLiteral number -> {}
            case Expr.StringLiteral string -> {}
            case Expr.VectorSelector vector ->
                reach.moved(vector.modifiers(), window.end()).ifPresent(at -> add(vector, at, false));
            case Expr.RangeSelector range ->
                reach.moved(range.modifiers(), window.end())
                        .flatMap(at -> at.longer(range.range()))
                        .ifPresent(at -> add(range.vector(), at, OF_COUNTERS.contains(function)));
            case Expr.Subquery subquery ->
                reach.moved(subquery.modifiers(), window.end())
                        .flatMap(at -> at.longer(subquery.range()))
                        .ifPresent(at -> visit(subquery.of(), at, ""));
            case Expr.Aggregation aggregation -> {
                aggregation.parameter().ifPresent(parameter -> visit(parameter, reach, ""));
                visit(aggregation.of(), reach, "");
            }
            case Expr.Call call ->
                call.arguments()
                        .forEach(argument ->
                                visit(argument, reach, call.function().name()));
            case Expr.Binary binary -> {
                visit(binary.left(), reach, "");
                visit(binary.right(), reach, "");
            }
            case Expr.Unary unary -> visit(unary.of(), reach, "");
            case Expr.Parentheses parentheses -> visit(parentheses.of(), reach, function);
        }
    }

    private void add(Expr.VectorSelector vector, Reach reach, boolean isCounter) {
        Duration range = reach.before().isZero() ? Duration.between(window.start(), window.end()) : reach.before();
        found.add(new ReadRange(text(vector), name(vector), range, reach.end(), isCounter));
    }

    private static String name(Expr.VectorSelector vector) {
        String labels = vector.matchers().stream()
                .filter(matcher -> !matcher.isName())
                .map(ReadRanges::written)
                .collect(Collectors.joining(","));
        return vector.metric().orElse("") + (labels.isEmpty() ? "" : "{" + labels + "}");
    }

    /** The buckets of a histogram are scraped together: the samples of one tell about all. */
    private static String text(Expr.VectorSelector vector) {
        boolean isBucket =
                vector.metric().filter(name -> name.endsWith("_bucket")).isPresent()
                        && vector.matchers().stream()
                                .noneMatch(matcher -> matcher.name().equals("le"));
        Stream<String> name = vector.name().stream().map(metric -> "__name__=" + quoted(metric));
        Stream<String> labels = vector.matchers().stream().map(ReadRanges::written);
        Stream<String> bucket = isBucket ? Stream.of("le=\"+Inf\"") : Stream.of();
        return Stream.of(name, labels, bucket).flatMap(part -> part).collect(Collectors.joining(",", "{", "}"));
    }

    private static String written(LabelMatcher matcher) {
        String name = matcher.name().matches("[a-zA-Z_][a-zA-Z0-9_]*") ? matcher.name() : quoted(matcher.name());
        return name + matcher.operator() + quoted(matcher.value());
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
