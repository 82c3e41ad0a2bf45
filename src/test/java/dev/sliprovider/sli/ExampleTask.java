package dev.sliprovider.sli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The task that tests change in one respect each: a window of ten minutes for bookshop/preprod/catalog. */
final class ExampleTask {

    static final Scope SCOPE = new Scope("bookshop", "preprod", "catalog");
    static final Timeframe WINDOW = Timeframe.parse("2024-03-05T09:01:30Z", "2024-03-05T09:11:30Z");

    private ExampleTask() {}

    static SliTask plain() {
        return of(SCOPE, List.of(), Map.of());
    }

    static SliTask withFilters(Filter... filters) {
        return of(SCOPE, List.of(filters), Map.of());
    }

    static SliTask withLabels(Map<String, String> labels) {
        return of(SCOPE, List.of(), labels);
    }

    static SliTask of(Scope scope, List<Filter> filters, Map<String, String> labels) {
        return new SliTask(scope, "canary", WINDOW, List.of("a"), filters, labels, Optional.empty());
    }

    static String promql(PlannedQuery planned) {
        return switch (planned) {
            case PlannedQuery.Ready ready -> ready.promql();
            case PlannedQuery.Rejected(IndicatorValue.Missing why) -> "rejected: " + why.reason();
        };
    }

    static IndicatorValue.Missing rejection(PlannedQuery planned) {
        return switch (planned) {
            case PlannedQuery.Ready ready -> throw new AssertionError("not rejected: " + ready.promql());
            case PlannedQuery.Rejected(IndicatorValue.Missing why) -> why;
        };
    }
}
