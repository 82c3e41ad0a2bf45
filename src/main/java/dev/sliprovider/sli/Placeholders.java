package dev.sliprovider.sli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The placeholders of a query and their values (contract §7.3). Filters come first, so that a filter
 * {@code service} overrides {@code $SERVICE}, as Keptn's specification allows.
 */
public final class Placeholders {

    /** The placeholders that every task defines. */
    public static final List<String> BUILT_IN =
            List.of("PROJECT", "STAGE", "SERVICE", "DEPLOYMENT", "DURATION_SECONDS");

    private static final Set<String> OF_SCOPE = Set.of("PROJECT", "STAGE", "SERVICE");

    /** The prefix of the placeholder of a label. */
    public static final String LABEL_PREFIX = "LABEL.";

    /** A key of any other form could include text that follows the placeholder; it can only be written in braces. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_](?:[\\p{L}\\p{N}_./-]*[\\p{L}\\p{N}_])?");

    private static final int SHOWN = 30;

    private final Map<String, String> values;
    private final List<String> longestFirst;

    private Placeholders(Map<String, String> values) {
        this.values = values;
        this.longestFirst = values.keySet().stream()
                .filter(name -> NAME.matcher(name).matches())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** @return the placeholders of this task */
    static Placeholders of(SliTask task) {
        var values = new LinkedHashMap<String, String>();
        List<Filter> filters =
                task.filters().stream().filter(f -> !f.key().isEmpty()).toList();
        filters.forEach(f -> values.putIfAbsent(f.key(), f.unquoted()));
        filters.forEach(f -> values.putIfAbsent(f.key().toUpperCase(Locale.ROOT), f.unquoted()));
        values.putIfAbsent("PROJECT", task.scope().project());
        values.putIfAbsent("STAGE", task.scope().stage());
        values.putIfAbsent("SERVICE", task.scope().service());
        values.putIfAbsent("DEPLOYMENT", task.deployment());
        values.putIfAbsent("DURATION_SECONDS", task.timeframe().seconds() + "s");
        task.labels().forEach((key, value) -> {
            if (!key.isEmpty()) {
                values.putIfAbsent(LABEL_PREFIX + key, value);
            }
        });
        return new Placeholders(values);
    }

    /** @return whether the scope of the task is the source of its value, and not a filter */
    static boolean isOfScope(String name, SliTask task) {
        return OF_SCOPE.contains(name)
                && task.filters().stream().map(Filter::key).noneMatch(key -> key.toUpperCase(Locale.ROOT)
                        .equals(name));
    }

    /** @return names without values, for a check that has no task */
    static Placeholders named(List<String> names) {
        var values = new LinkedHashMap<String, String>();
        names.forEach(name -> values.put(name, ""));
        return new Placeholders(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @return the first name written as {@code $NAME} or <code>${NAME}</code> in a value, where it is not replaced */
    Optional<String> nameIn(String value) {
        return value.indexOf('$') < 0
                ? Optional.empty()
                : BUILT_IN.stream()
                        .filter(name -> place(name, value) < Integer.MAX_VALUE)
                        .min(Comparator.comparingInt(name -> place(name, value)));
    }

    private static int place(String name, String value) {
        return IntStream.of(value.indexOf("$" + name), value.indexOf("${" + name + "}"))
                .filter(place -> place >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** The names that need no braces, longest first, so that {@code $LABEL.app_id} is never {@code $LABEL.app} and {@code _id}. */
    List<String> longestFirst() {
        return longestFirst;
    }

    /** The names for a message, in the order of definition. */
    String list() {
        String names =
                values.keySet().stream().limit(SHOWN).map(name -> "$" + name).collect(Collectors.joining(", "));
        return values.size() <= SHOWN ? names : names + " and " + (values.size() - SHOWN) + " more";
    }

    Optional<String> nearest(String name) {
        return NearestName.to(name, values.keySet());
    }

    /** The longest known name that an underscore and more text follow, as {@code SERVICE} in {@code SERVICE_ID}. */
    Optional<String> beginning(String name) {
        return longestFirst.stream()
                .filter(known -> name.startsWith(known + "_"))
                .findFirst();
    }
}
