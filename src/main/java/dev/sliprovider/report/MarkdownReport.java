package dev.sliprovider.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Markdown for the step summary of a CI run, or a comment at a change. */
public final class MarkdownReport {

    /** Comments of GitHub have at most 65,536 characters. */
    static final int LONGEST = 65_000;

    private static final String CUT = "\n\n… cut: the report is longer than a comment may be.\n";

    private static final String CLOSED = "\n\n</details>";

    private MarkdownReport() {}

    /**
     * @return at most 65,000 characters; the first line is a comment by which an earlier report of the same service can be
     *     found and replaced
     */
    public static String of(Verdict verdict) {
        String text = marker(verdict) + head(verdict) + table(verdict) + reasons(verdict) + queries(verdict);
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Math.max(0, text.lastIndexOf('\n', LONGEST - CUT.length() - CLOSED.length()));
        String rest = text.substring(0, end);
        return rest + (rest.contains("<details>") ? CLOSED : "") + CUT;
    }

    private static String marker(Verdict verdict) {
        return "<!-- quality-gate:"
                + Escapes.plain(verdict.scope().toString())
                        .replace("--", "&#45;&#45;")
                        .replace(">", "&gt;") + " -->\n";
    }

    private static String head(Verdict verdict) {
        String sign =
                switch (verdict.word()) {
                    case "PASS" -> "✅";
                    case "WARNING" -> "⚠️";
                    default -> "❌";
                };
        return "### " + sign + " " + verdict.word() + " "
                + Escapes.markdown(verdict.scope().toString()) + "\n\n" + Escapes.markdown(verdict.scoreLine()) + "\n";
    }

    private static String table(Verdict verdict) {
        if (verdict.lines().isEmpty()) {
            return "";
        }
        String rows = verdict.lines().stream()
                .map(line -> row(
                        ObjectiveCells.of(line).stream().map(Escapes::markdown).toList()))
                .collect(Collectors.joining());
        return "\n"
                + row(ObjectiveCells.HEADINGS.stream()
                        .map(MarkdownReport::capitalized)
                        .toList()) + "|---|--:|--:|---|--:|---|\n"
                + rows;
    }

    private static String capitalized(String heading) {
        return heading.charAt(0) + heading.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String reasons(Verdict verdict) {
        return verdict.reasons().isEmpty()
                ? ""
                : verdict.reasons().stream()
                        .map(reason -> "\n- " + Escapes.markdown(reason))
                        .collect(Collectors.joining("", "", "\n"));
    }

    private static String queries(Verdict verdict) {
        return verdict.queries().isEmpty()
                ? ""
                : new TreeMap<>(verdict.queries())
                        .entrySet().stream()
                                .map(query -> "\n| " + Escapes.markdown(query.getKey()) + " | <code>"
                                        + Escapes.markdown(query.getValue()) + "</code> |")
                                .collect(Collectors.joining(
                                        "",
                                        "\n<details><summary>Queries</summary>\n\n| Indicator | Query |\n|---|---|",
                                        "\n\n</details>\n"));
    }
}
