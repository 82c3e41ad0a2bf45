package dev.sliprovider.diagnosis;

import dev.sliprovider.sli.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the few names or values that may be meant among very many. */
final class NearNames {

    private static final int SHOWN_NAMES = 3;
    private static final int SHOWN_VALUES = 8;
    /** Names that are compared letter by letter. */
    private static final int CLOSER_LOOK = 200;

    /** Part of the letters that must be in common words. */
    private static final double ALIKE = 0.4;

    private record Ranked(String name, double likeness) {}

    private NearNames() {}

    /** @return at most three names, the nearest first; none if all are quite different */
    static Optional<String> of(String name, List<String> all) {
        Set<String> words = words(name);
        List<String> alike = all.stream()
                .map(candidate -> new Ranked(candidate, likeness(words, words(candidate))))
                .filter(ranked -> ranked.likeness() >= ALIKE)
                .sorted(Comparator.comparingDouble(Ranked::likeness).reversed().thenComparing(Ranked::name))
                .map(Ranked::name)
                .limit(CLOSER_LOOK)
                .toList();
        List<String> near = Stream.concat(
                        NearestName.to(name, alike).or(() -> typo(name, all)).stream(), alike.stream())
                .distinct()
                .limit(SHOWN_NAMES)
                .map(DisplayText::query)
                .toList();
        return near.isEmpty() ? Optional.empty() : Optional.of(DisplayText.list(near, near.size()));
    }

    /** A name of one word that is written differently shares no word with it. */
    private static Optional<String> typo(String name, List<String> all) {
        return NearestName.to(
                name,
                all.stream()
                        .filter(candidate -> !candidate.isEmpty() && candidate.charAt(0) == name.charAt(0))
                        .limit(CLOSER_LOOK)
                        .toList());
    }

    /** The share of letters in words that both have. */
    private static double likeness(Set<String> words, Set<String> others) {
        int common = letters(words.stream().filter(others::contains));
        return common == 0 ? 0 : (double) common / (letters(words.stream()) + letters(others.stream()) - common);
    }

    private static int letters(Stream<String> words) {
        return words.mapToInt(String::length).sum();
    }

    /** Units and endings are ignored, and singular and plural are equal. */
    private static Set<String> words(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[_:.\\-]+"))
                .filter(word -> !isCommon(word))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.toSet());
    }

    private static boolean isCommon(String word) {
        return switch (word) {
            case "total", "count", "sum", "bucket", "seconds", "bytes", "info", "" -> true;
            default -> false;
        };
    }

    /** @return values in quotes, the nearest to the wanted one first */
    static String valuesBeside(String wanted, List<String> values) {
        Optional<String> nearest =
                NearestName.to(wanted, values.stream().limit(CLOSER_LOOK).toList());
        List<String> ordered = Stream.concat(
                        nearest.stream(), values.stream().filter(value -> !nearest.equals(Optional.of(value))))
                .toList();
        List<String> first =
                ordered.stream().limit(SHOWN_VALUES).map(DisplayText::value).toList();
        return DisplayText.list(first, ordered.size());
    }
}
