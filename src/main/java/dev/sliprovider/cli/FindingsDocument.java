package dev.sliprovider.cli;

import dev.sliprovider.cli.FileFinding.Severity;
import java.util.Collection;
import java.util.List;

/**
 * The findings of validate.
 *
 * @param files all checked files
 * @param findings in the order of the files
 */
record FindingsDocument(Collection<String> files, List<FileFinding> findings) {

    /** How findings are printed. */
    enum Format {
        /** A line each, with file, line and column. */
        TEXT,
        /** One JSON document. */
        JSON,
        /** SARIF 2.1.0, for code scanning. */
        SARIF,
        /** Annotations of a run of GitHub Actions. */
        GITHUB,
        /** Tests, for GitLab and Jenkins. */
        JUNIT
    }

    /** Copies the list. */
    FindingsDocument {
        findings = List.copyOf(findings);
    }

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** @return the document, without a line feed at its end; empty if there is nothing to print */
    String text(Format format) {
        return switch (format) {
            case TEXT ->
                GateOutput.inert(TerminalText.harmless(String.join(
                        "\n", findings.stream().map(FileFinding::toString).toList())));
            case JSON -> new FindingsJson(this).text();
            case SARIF -> new FindingsSarif(this).text();
            case GITHUB -> new FindingsAnnotations(this).text();
            case JUNIT -> new FindingsJunit(this).text();
        };
    }
}
