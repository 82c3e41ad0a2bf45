package dev.sliprovider.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two files that images are made from, as text. */
enum Dockerfile {
    NATIVE("Dockerfile.native"),
    JVM("deploy/Dockerfile.jvm");

    private final String file;

    Dockerfile(String file) {
        this.file = file;
    }

    String text() {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what is in the image: all from the last FROM on */
    String lastStage() {
        String text = text();
        return text.substring(text.lastIndexOf("\nFROM "));
    }

    Stream<MatchResult> matches(String pattern) {
        return Pattern.compile(pattern).matcher(text()).results();
    }

    /** @return what the group of the pattern stands for, wherever it matches */
    Stream<String> all(String pattern) {
        return matches(pattern).map(match -> match.group(1));
    }

    /** @return what the group of the pattern stands for where it matches first */
    String one(String pattern) {
        return all(pattern).findFirst().orElseThrow(() -> new AssertionError(file + " has no " + pattern));
    }

    /** @return those of an instruction in the form of a JSON array */
    List<String> words(String instruction) {
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(one("(?m)^" + instruction + " \\[(.*)]$"))
                .results()
                .map(word -> word.group(1))
                .toList();
    }

    /** @return those of the JVM, of all its processes */
    String options() {
        return one("(?m)^ENV JAVA_TOOL_OPTIONS=\"(.*)\"$");
    }

    @Override
    public String toString() {
        return file;
    }
}
