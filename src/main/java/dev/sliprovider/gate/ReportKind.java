package dev.sliprovider.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which an evaluation is written into a file. {@link Reports} makes each. */
public enum ReportKind {
    /** Everything, for programs. */
    JSON,
    /** Keptn's evaluation.finished, as the history keeps it. */
    EVENT,
    /** For GitLab, Jenkins, and whatever else shows tests. */
    JUNIT,
    /** For a comment or the summary of a CI run. */
    MARKDOWN,
    /** One page to look at, with the history. */
    HTML,
    /** For the textfile collector or a Pushgateway. */
    OPENMETRICS,
    /** One word. */
    RESULT,
    /** One number. */
    SCORE;

    /** @return the kind of that name in any case */
    public static Optional<ReportKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equalsIgnoreCase(name))
                .findFirst();
    }

    /** @return its name on the command line */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return all names, for messages */
    public static String words() {
        return Arrays.stream(values()).map(ReportKind::word).collect(Collectors.joining(", "));
    }
}
