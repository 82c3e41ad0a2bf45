package dev.sliprovider.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares the arguments that Quarkus passes to native-image with a list that explains each of them. */
final class NativeArguments {

    /** Options that take the following words as their values. */
    private static final Map<String, Integer> VALUES = Map.of("--exclude-config", 2, "-jar", 1);

    private NativeArguments() {}

    /**
     * @param passed the text of {@code native-image.args}: the arguments, separated by spaces
     * @param list the lines of the list: groups of arguments separated by blank lines; each group begins with comments (#)
     * @return one line for each argument that is new, gone or without a comment; empty if the list is complete
     */
    static List<String> differences(String passed, List<String> list) {
        SortedSet<String> now = arguments(passed);
        SortedSet<String> kept = new TreeSet<>(list.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !isComment(line))
                .toList());
        return Stream.of(
                        lines("new:         ", without(now, kept)),
                        lines("gone:        ", without(kept, now)),
                        lines("no comment:  ", unexplained(list)))
                .flatMap(lines -> lines)
                .toList();
    }

    /** An option and its values are one argument; a list of classes or protocols is one argument for each of them. */
    private static SortedSet<String> arguments(String passed) {
        var arguments = new TreeSet<String>();
        List<String> words = List.of(passed.strip().split("\\s+"));
        int next = 0;
        while (next < words.size()) {
            int end = Math.min(words.size(), next + 1 + VALUES.getOrDefault(words.get(next), 0));
            parts(String.join(" ", words.subList(next, end))).forEach(arguments::add);
            next = end;
        }
        return arguments;
    }

    private static Stream<String> parts(String argument) {
        int equals = argument.indexOf('=');
        if (!argument.startsWith("--") || equals < 0) {
            return Stream.of(argument);
        }
        return Stream.of(argument.substring(equals + 1).split(","))
                .map(value -> argument.substring(0, equals + 1) + value);
    }

    private static List<String> unexplained(List<String> list) {
        var found = new ArrayList<String>();
        boolean explained = false;
        for (String line : list.stream().map(String::strip).toList()) {
            explained = !line.isEmpty() && (explained || isComment(line));
            if (!explained && !line.isEmpty()) {
                found.add(line);
            }
        }
        return found;
    }

    private static boolean isComment(String line) {
        return line.startsWith("#");
    }

    private static List<String> without(SortedSet<String> arguments, SortedSet<String> others) {
        return arguments.stream().filter(argument -> !others.contains(argument)).toList();
    }

    private static Stream<String> lines(String label, List<String> arguments) {
        return arguments.stream().map(argument -> "  " + label + argument);
    }
}
