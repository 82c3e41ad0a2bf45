package dev.sliprovider.diagnosis;

import dev.sliprovider.promql.Expr.VectorSelector;
import dev.sliprovider.promql.LabelMatcher;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A selector of a query.
 *
 * @param metric the name that the series must have, if there is one
 * @param matchers all but that of the name
 * @param range in seconds, of a range vector
 * @param function that gets it directly; empty if none does
 * @param at the moment for which it is evaluated
 */
record Selector(
        Optional<String> metric, List<LabelMatcher> matchers, OptionalDouble range, String function, Instant at) {

    static final String NAME = "__name__";

    static Selector of(VectorSelector vector, OptionalDouble range, String function, Instant at) {
        Optional<String> metric = vector.metric();
        List<LabelMatcher> others = vector.matchers().stream()
                .filter(matcher -> !isName(matcher, metric))
                .toList();
        return new Selector(metric, others, range, function, at);
    }

    private static boolean isName(LabelMatcher matcher, Optional<String> metric) {
        return matcher.isName()
                && matcher.operator().equals("=")
                && metric.filter(matcher.value()::equals).isPresent();
    }

    /** @return the selector as it is sent, without range and modifiers */
    String text() {
        return text(matchers);
    }

    /** @return the same with other matchers, in a form that servers of all versions read; empty if nothing is selected by */
    String text(List<LabelMatcher> others) {
        String all = Stream.concat(
                        metric.map(name -> NAME + "=" + quoted(name)).stream(),
                        others.stream().map(Selector::written))
                .collect(Collectors.joining(","));
        return all.isEmpty() ? "" : "{" + all + "}";
    }

    /** @return the selector without one of its matchers */
    String without(LabelMatcher left) {
        return text(matchers.stream().filter(matcher -> matcher != left).toList());
    }

    /** @return the selector as people write it, shortened */
    String shown() {
        String labels = matchers.stream().map(Selector::written).collect(Collectors.joining(",", "{", "}"));
        return DisplayText.query(metric.orElse("") + (matchers.isEmpty() ? "" : labels));
    }

    /** @return the name of the metric, shortened */
    String shownMetric() {
        return metric.map(DisplayText::query).orElseGet(this::shown);
    }

    static String written(LabelMatcher matcher) {
        String name = matcher.name().matches("[a-zA-Z_][a-zA-Z0-9_]*") ? matcher.name() : quoted(matcher.name());
        return name + matcher.operator() + quoted(matcher.value());
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
