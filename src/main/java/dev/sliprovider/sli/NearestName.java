package dev.sliprovider.sli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {

    /** Longer names are not compared: that would take seconds, and they are not typed by hand. */
    private static final int LONGEST = 100;
    /** Comparing with more candidates takes too long. */
    private static final int MOST = 500;

    /** A name and its distance. */
    private record Candidate(String name, int edits) {}

    private NearestName() {}

    /**
     * @param name as written, of any length
     * @param candidates the existing names
     * @return the candidate with the fewest edits, ignoring case, if they are few enough for a typo; none among more than
     *     {@value #MOST}, and none for more than {@value #LONGEST} characters
     */
    public static Optional<String> to(String name, Collection<String> candidates) {
        if (name.length() > LONGEST || candidates.size() > MOST) {
            return Optional.empty();
        }
        String folded = fold(name);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= allowed(name, candidate))
                .map(candidate -> new Candidate(candidate, edits(folded, fold(candidate), allowed(name, candidate))))
                .filter(candidate -> candidate.edits() <= allowed(name, candidate.name()))
                .min(Comparator.comparingInt(Candidate::edits))
                .map(Candidate::name);
    }

    private static int allowed(String name, String candidate) {
        return Math.max(1, Math.min(name.length(), candidate.length()) / 3);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** @return the Levenshtein distance, row by row; more than {@code most} as soon as that is certain */
    private static int edits(String a, String b, int most) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return least;
            }
        }
        return row[b.length()];
    }
}
