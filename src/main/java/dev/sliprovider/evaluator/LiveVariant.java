package dev.sliprovider.evaluator;

import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A live baseline: the same indicators for another window, deployment or label, asked of Prometheus together with those of
 * the evaluation.
 *
 * @param text as the user gives it; the id of the baseline in the record
 * @param change makes the task of the baseline out of that of the evaluation
 */
public record LiveVariant(String text, UnaryOperator<SliTask> change) {

    public static final String FORMS = "window:START/END, offset:1d, deployment:NAME, stage:NAME, service:NAME,"
            + " label:KEY=VALUE or filter:KEY=VALUE";

    /** A slash before a time; that of a zone such as Europe/Berlin is before a letter. */
    private static final Pattern BETWEEN_TIMES = Pattern.compile("(?i)/(?=[-\\d]|now)");

    private static final Window.Names IN_WINDOW = Window.Names.MEMBERS;

    private static final Set<String> KINDS =
            Set.of("window", "offset", "deployment", "stage", "service", "label", "filter");

    /**
     * @return the baseline; empty if the text is of another kind
     * @throws IllegalArgumentException if it cannot be read
     */
    public static Optional<LiveVariant> parse(String text) {
        String kind = text.substring(0, Math.max(0, text.indexOf(':')));
        if (!KINDS.contains(kind)) {
            return Optional.empty();
        }
        String value = text.substring(kind.length() + 1);
        if (value.isBlank()) {
            throw new IllegalArgumentException(text + " names nothing; write what follows the colon, as in " + FORMS);
        }
        return Optional.of(new LiveVariant(text, change(kind, text, value)));
    }

    private static UnaryOperator<SliTask> change(String kind, String text, String value) {
        return switch (kind) {
            case "window" -> window(text, value);
            case "offset" -> offset(value);
            case "deployment" -> task -> task.withDeployment(value);
            case "stage" ->
                task -> task.withScope(
                        new Scope(task.scope().project(), value, task.scope().service()));
            case "service" ->
                task -> task.withScope(
                        new Scope(task.scope().project(), task.scope().stage(), value));
            case "label" -> label(entry(text, value));
            default -> filter(entry(text, value));
        };
    }

    private static UnaryOperator<SliTask> window(String text, String value) {
        String[] ends = BETWEEN_TIMES.split(value, -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(text
                    + " is no window; write its start, a slash and its end, as in window:-2d/-1d or"
                    + " window:2026-01-15T09:00:00Z/2026-01-15T09:10:00Z");
        }
        try {
            Timeframe window = Window.of(IN_WINDOW, ends[0], ends[1], null).timeframe();
            Window.requireLongEnough(window);
            return task -> task.withTimeframe(window);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage());
        }
    }

    private static UnaryOperator<SliTask> offset(String value) {
        Duration by = Window.length("offset:", value);
        return task -> task.withTimeframe(new Timeframe(
                task.timeframe().start().minus(by), task.timeframe().end().minus(by)));
    }

    private static Map.Entry<String, String> entry(String text, String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(text + " is not KEY=VALUE after the colon");
        }
        return Map.entry(value.substring(0, equals), value.substring(equals + 1));
    }

    private static UnaryOperator<SliTask> label(Map.Entry<String, String> entry) {
        return task -> {
            var labels = new LinkedHashMap<>(task.labels());
            labels.put(entry.getKey(), entry.getValue());
            return task.withLabels(labels);
        };
    }

    private static UnaryOperator<SliTask> filter(Map.Entry<String, String> entry) {
        return task -> {
            var filters = new ArrayList<Filter>(List.of(new Filter(entry.getKey(), entry.getValue())));
            task.filters().stream()
                    .filter(filter -> !filter.key().equals(entry.getKey()))
                    .forEach(filters::add);
            return task.withFilters(filters);
        };
    }
}
