package dev.sliprovider.cli;

import dev.sliprovider.cli.FileFinding.Severity;
import dev.sliprovider.report.Escapes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Findings as tests of JUnit's XML: one for each finding, and one for a file without any.
 *
 * @param found the findings of validate
 */
record FindingsJunit(FindingsDocument found) {

    String text() {
        var cases = new StringBuilder();
        int tests = 0;
        for (String file : found.files()) {
            List<FileFinding> findings = found.findings().stream()
                    .filter(finding -> finding.file().equals(file))
                    .toList();
            tests += Math.max(1, findings.size());
            Set<String> names = new HashSet<>();
            findings.forEach(finding -> cases.append(testcase(finding, names)));
            if (findings.isEmpty()) {
                cases.append(opening(file, "valid")).append("/>\n");
            }
        }
        String counts =
                " tests=\"" + tests + "\" failures=\"" + found.count(Severity.ERROR) + "\" errors=\"0\" skipped=\"0\"";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts
                + ">\n  <testsuite name=\"validate\"" + counts + " time=\"0\">\n" + cases
                + "  </testsuite>\n</testsuites>";
    }

    private static String testcase(FileFinding finding, Set<String> names) {
        String name = finding.rule();
        for (int count = 2; !names.add(name); count++) {
            name = finding.rule() + " #" + count;
        }
        String text = Escapes.xml(finding.toString());
        String content =
                switch (finding.severity()) {
                    case ERROR ->
                        "<failure message=\"" + text + "\" type=\"" + Escapes.xml(finding.rule()) + "\">" + text
                                + "</failure>";
                    case WARNING, HINT -> "<system-out>" + text + "</system-out>";
                };
        return opening(finding.file(), name) + " line=\"" + finding.line() + "\">" + content + "</testcase>\n";
    }

    private static String opening(String file, String name) {
        return "    <testcase classname=\"validate." + Escapes.xml(file.replaceAll("[.\\s]", "_")) + "\" name=\""
                + Escapes.xml(name) + "\" file=\"" + Escapes.xml(file) + "\" time=\"0\"";
    }
}
