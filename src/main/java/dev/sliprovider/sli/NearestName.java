package dev.sliprovider.sli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class NearestName {

    private NearestName() {}

    /**
     * @param name as written
     * @param candidates the names there are
     * @return the candidate with the fewest edits, case aside, if they are few enough to be a slip
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(c -> edits(fold(name), fold(c)) <= Math.max(1, Math.min(name.length(), c.length()) / 3))
                .min(Comparator.comparingInt(c -> edits(fold(name), fold(c))));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein distance, row by row. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
