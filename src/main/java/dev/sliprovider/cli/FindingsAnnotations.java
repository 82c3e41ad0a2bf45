package dev.sliprovider.cli;

import dev.sliprovider.cli.FileFinding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings as annotations of GitHub, which shows ten of a kind for each step; further ones are lines of the log.
 *
 * @param found the findings of validate
 */
record FindingsAnnotations(FindingsDocument found) {

    private static final int SHOWN = 10;

    String text() {
        var lines = new ArrayList<String>();
        for (Severity severity : Severity.values()) {
            List<FileFinding> all = found.findings().stream()
                    .filter(finding -> finding.severity() == severity)
                    .toList();
            all.stream().limit(SHOWN).forEach(finding -> lines.add(annotation(finding)));
            all.stream()
                    .skip(SHOWN)
                    .forEach(finding -> lines.add(GateOutput.inert(TerminalText.harmless(finding.toString()))));
        }
        return String.join("\n", lines);
    }

    private static String annotation(FileFinding finding) {
        String kind =
                switch (finding.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case HINT -> "notice";
                };
        return "::" + kind + " file=" + GitHubRun.property(finding.file()) + ",line=" + finding.line() + ",col="
                + finding.column() + ",title=" + GitHubRun.property(finding.rule()) + "::"
                + GitHubRun.message(finding.message());
    }
}
