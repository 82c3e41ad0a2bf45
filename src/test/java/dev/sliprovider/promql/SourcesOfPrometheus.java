package dev.sliprovider.promql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds expressions, and much that is none, in the tests and the documentation of Prometheus. */
final class SourcesOfPrometheus {

    private static final Pattern GO_STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|`([^`]*)`");
    private static final Pattern EVALUATION = Pattern.compile(
            "(?m)^\\s*eval(?:_\\w+)?\\s+(?:instant at \\S+|range from \\S+ to \\S+ step \\S+)\\s+(.*)$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`|(?m)^    (\\S.*)$");

    private SourcesOfPrometheus() {}

    static Set<String> expressions(Path sources) throws IOException {
        var all = new TreeSet<String>();
        find(sources.resolve("promql"), "_test.go", GO_STRING, all);
        find(sources.resolve("promql"), ".test", EVALUATION, all);
        find(sources.resolve("docs"), ".md", CODE, all);
        return all;
    }

    private static void find(Path folder, String ending, Pattern pattern, Set<String> all) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(ending))
                    .map(SourcesOfPrometheus::text)
                    .flatMap(text -> pattern.matcher(text).results())
                    .map(SourcesOfPrometheus::expression)
                    .forEach(all::add);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String expression(MatchResult match) {
        if (match.group().startsWith("\"")) {
            return match.group(1).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
        }
        List<String> groups = IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(match::group)
                .filter(Objects::nonNull)
                .toList();
        return groups.isEmpty() ? "" : groups.getLast();
    }
}
