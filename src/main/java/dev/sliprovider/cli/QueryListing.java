package dev.sliprovider.cli;

import dev.sliprovider.sli.BuiltInQuery;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SentQuery;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.UnusableQuery;
import java.util.List;
import java.util.stream.Collectors;

/** Indicators and their queries without their values. */
final class QueryListing {

    private QueryListing() {}

    /**
     * @param columns of the terminal, at which lines are cut
     * @return the indicators of the task, the level and place of each, and the query as it is written
     */
    static String definitions(SliTask task, DefinedIndicators indicators, int columns) {
        return definitions(task, indicators)
                .lines()
                .map(line -> TerminalText.cut(line, columns))
                .collect(Collectors.joining("\n"));
    }

    private static String definitions(SliTask task, DefinedIndicators indicators) {
        return PlainTable.of(
                List.of("INDICATOR", "LEVEL", "DEFINED IN", "QUERY"),
                task.indicators().stream()
                        .distinct()
                        .map(name -> List.of(
                                name,
                                indicators.level(name),
                                indicators.origins().containsKey(name) ? indicators.place(name) : "-",
                                written(indicators.config().queries().get(name))))
                        .toList());
    }

    private static String written(IndicatorQuery query) {
        return switch (query) {
            case QueryTemplate(String text) -> text;
            case UnusableQuery(String cause) -> "cannot be sent: " + cause;
            case BuiltInQuery(String pattern, String job) ->
                pattern.replace("{F", "{job='" + job + "'").replace("[D]", "[$DURATION_SECONDS]");
            case SentQuery(String promql) -> promql;
            case null -> "unknown: no file defines it, and it is not built in";
        };
    }

    /** @return the queries as they would be sent, aligned; their own lines stay, so that they can be copied */
    static String rendered(List<PlannedQuery> plan) {
        int width = plan.stream()
                .mapToInt(query -> TerminalText.width(TerminalText.printable(query.indicator())))
                .max()
                .orElse(0);
        String indent = "\n" + " ".repeat(width + 2);
        return plan.stream()
                .map(query -> TerminalText.pad(TerminalText.printable(query.indicator()), width) + "  "
                        + TerminalText.harmless(text(query).strip()).replace("\n", indent))
                .collect(Collectors.joining("\n"));
    }

    private static String text(PlannedQuery query) {
        return switch (query) {
            case PlannedQuery.Ready ready -> ready.promql();
            case PlannedQuery.Rejected rejected ->
                "cannot be sent: " + rejected.why().cause();
        };
    }

    /** @return whether every query can be sent */
    static boolean isComplete(List<PlannedQuery> plan) {
        return plan.stream().allMatch(PlannedQuery.Ready.class::isInstance);
    }
}
