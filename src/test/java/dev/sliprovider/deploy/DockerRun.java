package dev.sliprovider.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A {@code docker run} of docs/native.md, without the container.
 *
 * @param environment what it sets, with the folders of this project where the container has them mounted
 * @param arguments behind the name of the image
 */
record DockerRun(Map<String, String> environment, List<String> arguments) {

    private static final Pattern COMMAND = Pattern.compile("(?m)^docker run (.*) prometheus-sli-provider:\\S+ (.*)$");

    /** @return the one whose first argument is this */
    static DockerRun documented(String first) throws IOException {
        String text = Files.readString(Path.of("docs/native.md")).replaceAll("\\\\\\R\\s*", "");
        MatchResult command = COMMAND.matcher(text)
                .results()
                .filter(match -> match.group(2).startsWith(first))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/native.md has no \"docker run … " + first + "\""));
        var environment = new HashMap<String, String>();
        matches(command.group(1), "-e (\\w+)=(\\S+)").forEach(set -> environment.put(set.group(1), set.group(2)));
        for (MatchResult mount : matches(command.group(1), "-v \"?\\$PWD/([^:\"]+)\"?:([^:\" ]+)")) {
            Path here = Path.of(mount.group(1)).toAbsolutePath();
            environment.replaceAll((name, value) -> value.equals(mount.group(2)) ? here.toString() : value);
        }
        return new DockerRun(environment, List.of(command.group(2).split(" ")));
    }

    private static List<MatchResult> matches(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
