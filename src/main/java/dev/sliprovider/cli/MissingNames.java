package dev.sliprovider.cli;

import dev.sliprovider.sli.SliTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Asks for the names that queries use and the command line does not give, all at once. Other names may stay unknown.
 *
 * @param names placeholders of the scope that have only a default
 */
record MissingNames(Set<String> names) {

    /** In the order of the options in the help. */
    private static final List<String> ORDER = List.of("PROJECT", "STAGE", "SERVICE");

    /** Copies the set. */
    MissingNames {
        names = Set.copyOf(names);
    }

    /** @throws IllegalArgumentException with a line for each name that a query of the task uses */
    void check(SliTask task, DefinedIndicators indicators) {
        var lines = new ArrayList<String>();
        for (String name : ORDER) {
            List<String> users = names.contains(name) ? users(name, task, indicators) : List.of();
            if (!users.isEmpty()) {
                lines.add("$" + name + " is used by " + users.getFirst() + " ("
                        + indicators.place(users.getFirst()) + ")" + others(users.size() - 1) + ": give --"
                        + name.toLowerCase(Locale.ROOT));
            }
        }
        if (!lines.isEmpty()) {
            throw new IllegalArgumentException(
                    lines.size() == 1
                            ? lines.getFirst()
                            : "the queries use names that are not given\n  " + String.join("\n  ", lines));
        }
    }

    private static String others(int count) {
        return count == 0 ? "" : count == 1 ? " and another one" : " and " + count + " others";
    }

    private static List<String> users(String name, SliTask task, DefinedIndicators indicators) {
        return task.indicators().stream()
                .distinct()
                .filter(indicators.config().queries()::containsKey)
                .filter(indicator -> indicators
                        .config()
                        .queries()
                        .get(indicator)
                        .namesOfScope(task)
                        .contains(name))
                .toList();
    }
}
