package dev.sliprovider.promql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Suggests the function that was probably meant. */
final class UnknownFunction {

    private static final int LONGEST = 60;

    /** Functions of Prometheus 3.6 to 3.16. */
    static final Set<String> NEWER = Set.of(
            "first_over_time",
            "histogram_quantiles",
            "integral",
            "max_of",
            "min_of",
            "range",
            "start_timestamp",
            "step",
            "ts_of_first_over_time");

    private UnknownFunction() {}

    static String message(String name) {
        String unknown = "there is no function " + Quoting.shortened(name);
        if (name.equals("holt_winters")) {
            return unknown + ": Prometheus 3 has renamed it to double_exponential_smoothing";
        }
        if (NEWER.contains(name)) {
            return unknown + " in Prometheus 3.5; newer servers have it";
        }
        return unknown
                + nearest(name, Functions.names())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; the documentation of Prometheus lists the functions");
    }

    private static Optional<String> nearest(String name, Collection<String> names) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(candidate -> edits(lower, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> edits(lower, candidate))
                        .thenComparing(candidate -> !candidate.startsWith(lower))
                        .thenComparing(candidate -> candidate));
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
