package dev.sliprovider.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what Quarkus passes to native-image with the list in {@code deploy/native-arguments.txt}, which explains each
 * argument: a change of an extension that switches something on or off is seen here, and not only when the executable runs.
 * {@code ./dev test} runs it after a build of sources only.
 */
public final class NativeArguments {

    private static final Path LIST = Path.of("deploy/native-arguments.txt");

    private NativeArguments() {}

    /** @param arguments the folder with {@code native-image.args} */
    public static void main(String[] arguments) throws IOException {
        SortedSet<String> passed = passed(Path.of(arguments[0]).resolve("native-image.args"));
        SortedSet<String> kept = kept(Files.readAllLines(LIST));
        List<String> differences = differences(passed, kept);
        if (!differences.isEmpty()) {
            System.err.println("Quarkus passes other arguments to native-image than " + LIST + " has:\n"
                    + String.join("\n", differences)
                    + "\nFind out which extension or setting does it (docs/native.md). To accept the change, correct the lines of "
                    + LIST + " and say in the comment above each what it is for.");
            System.exit(1);
        }
    }

    /** @return one line for each argument and for each value of a list, without what differs from build to build */
    static SortedSet<String> passed(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .flatMap(NativeArguments::parts)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Lists of classes, packages and protocols are compared value by value. */
    private static Stream<String> parts(String argument) {
        int equals = argument.indexOf('=');
        boolean isList = argument.startsWith("--") && equals > 0 && argument.indexOf(',') > equals;
        if (!isList) {
            return Stream.of(argument);
        }
        return Stream.of(argument.substring(equals + 1).split(","))
                .map(value -> argument.substring(0, equals + 1) + value);
    }

    static SortedSet<String> kept(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> differences(SortedSet<String> passed, SortedSet<String> kept) {
        return Stream.concat(
                        passed.stream()
                                .filter(argument -> !kept.contains(argument))
                                .map(argument -> "  new:  " + argument),
                        kept.stream()
                                .filter(argument -> !passed.contains(argument))
                                .map(argument -> "  gone: " + argument))
                .toList();
    }
}
