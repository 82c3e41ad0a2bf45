package dev.sliprovider.sli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A query that needs no sli.yaml (contract §7.4). Its matchers are made of the scrape job and the filters of the task.
 *
 * @param pattern PromQL in which {@code {F}} stands for the matchers and {@code [D]} for the window
 * @param job value of the label {@code job} unless a filter names one; may have placeholders, which are not overridden
 *     by filters, because here a filter {@code service} is a matcher of its own
 */
public record BuiltInQuery(String pattern, String job) implements IndicatorQuery {

    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    @Override
    public PlannedQuery plan(String indicator, SliTask task, Placeholders known) {
        var matchers = new ArrayList<String>();
        if (task.filters().stream().noneMatch(filter -> filter.key().equals("job"))) {
            switch (new QueryTemplate("job='" + job + "'").plan(indicator, task.withoutFilters())) {
                case PlannedQuery.Ready matcher -> matchers.add(matcher.promql());
                case PlannedQuery.Rejected rejected -> {
                    return rejected;
                }
            }
        }
        int length = 0;
        for (Filter filter : task.filters()) {
            Optional<String> matcher = matcher(filter);
            if (matcher.isEmpty()) {
                return unusable(indicator, filter);
            }
            matchers.add(matcher.get());
            length += matcher.get().length();
            if (length > QueryTemplate.LONGEST) {
                return tooLong(indicator);
            }
        }
        String promql = promql(matchers, task.timeframe());
        if (promql.length() > QueryTemplate.LONGEST) {
            return tooLong(indicator);
        }
        return new PlannedQuery.Ready(
                indicator, promql, task.timeframe().end(), Migration.builtIn(task.filters(), known), "");
    }

    @Override
    public Set<String> namesOfScope(SliTask task) {
        return task.filters().stream().anyMatch(filter -> filter.key().equals("job"))
                ? Set.of()
                : new QueryTemplate(job).namesOfScope(task.withoutFilters());
    }

    private static PlannedQuery tooLong(String indicator) {
        return PlannedQuery.Rejected.of(
                indicator,
                Reason.UNUSABLE_QUERY,
                "the query is longer than " + QueryTemplate.LONGEST
                        + " characters with all filters; make their values shorter.");
    }

    private String promql(List<String> matchers, Timeframe timeframe) {
        String filled = pattern.replace("[D]", "[" + timeframe.seconds() + "s]");
        return filled.replace("{F", "{" + String.join(",", matchers));
    }

    /** A value with an operator is a matcher. Any other value is a text that the label must equal. */
    private static Optional<String> matcher(Filter filter) {
        if (!LABEL_NAME.matcher(filter.key()).matches()) {
            return Optional.empty();
        }
        String operator = filter.operator().isEmpty() ? "=" : filter.operator();
        return literal(filter, filter.operand()).map(literal -> filter.key() + operator + literal);
    }

    private static Optional<String> literal(Filter filter, String operand) {
        if (!filter.operator().isEmpty() && operand.startsWith("`")) {
            return Optional.of(operand).filter(literal -> literal.matches("`[^`]*`"));
        }
        boolean quoted = Filter.isQuoted(operand);
        if (quoted && !filter.operator().isEmpty()) {
            return Optional.of(singleQuoted(operand.substring(1, operand.length() - 1)));
        }
        if (!quoted && !operand.isEmpty() && "'\"".indexOf(operand.charAt(0)) >= 0) {
            return Optional.empty();
        }
        String text = quoted ? operand.substring(1, operand.length() - 1) : operand;
        return Optional.of(ValueText.singleQuoted(text));
    }

    /**
     * A literal keeps its escapes, but is written in single quotes whatever its own quotes are. An escaped quote or end
     * of line stands for itself.
     */
    private static String singleQuoted(String body) {
        var out = new StringBuilder("'");
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\' && "'\"\n".indexOf(body.charAt(i + 1)) < 0) {
                out.append(c).append(body.charAt(++i));
            } else {
                char text = c == '\\' ? body.charAt(++i) : c;
                out.append(ValueText.escaped(String.valueOf(text), '\''));
            }
        }
        return out.append('\'').toString();
    }

    private static PlannedQuery unusable(String indicator, Filter filter) {
        return PlannedQuery.Rejected.of(
                indicator,
                Reason.UNSAFE_VALUE,
                "the filter \"" + filter.key() + "\" cannot be used in this built-in query: its key must"
                        + " be a label name and its value a text, or an operator (=, !=, =~, !~) with a text whose"
                        + " quotes match, such as !='/health'.");
    }
}
