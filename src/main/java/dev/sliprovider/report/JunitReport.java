package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * JUnit's XML as GitLab and Jenkins read it. Both compare runs by class and name of a test, so that no value may stand in
 * them; GitLab shows the text within {@code failure}, Jenkins its {@code message}, so that both have the reason. Jenkins
 * needs a class with a point, or shows {@code (root)}.
 */
public final class JunitReport {

    private static final String TOTAL = "total score";

    private final Verdict verdict;
    private final StringBuilder cases = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    private int tests;
    private int failures;
    private int errors;

    private JunitReport(Verdict verdict) {
        this.verdict = verdict;
    }

    /** @return a document of XML 1.0 */
    public static String of(Verdict verdict) {
        var report = new JunitReport(verdict);
        verdict.lines().forEach(report::add);
        report.addTotal();
        return report.document();
    }

    private String document() {
        String counts =
                " tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\"" + errors + "\" skipped=\"0\"";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n  <testsuite"
                + attribute("name", verdict.scope().toString()) + counts + " time=\"0\"" + timestamp() + ">\n"
                + properties() + cases + "  </testsuite>\n</testsuites>\n";
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + Escapes.xml(value) + "\"";
    }

    /** Of the end of the window, without a zone, as the format wants it. */
    private String timestamp() {
        try {
            Instant end = Instant.parse(verdict.evaluation().details().timeEnd());
            return attribute(
                    "timestamp",
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                            end.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            return "";
        }
    }

    private String properties() {
        return "    <properties>\n      <property" + attribute("name", "result")
                + attribute("value", verdict.evaluation().result().text()) + "/>\n" + score() + "    </properties>\n";
    }

    private String score() {
        return verdict.score().isEmpty()
                ? ""
                : "      <property" + attribute("name", "score")
                        + attribute("value", Numbers.text(verdict.score().getAsDouble())) + "/>\n";
    }

    private void add(Line line) {
        List<String> content = new ArrayList<>();
        if (line.result().status() == Status.FAIL) {
            content.add(line.hasValue() ? failure(line.reason()) : error("no_data", line.reason()));
        } else if (line.result().status() != Status.PASS) {
            content.add("<system-out>" + Escapes.xml(line.result().status().text() + ": " + line.reason())
                    + "</system-out>");
        }
        add(line.name(), line.wanted().places().start().line(), content);
    }

    private void addTotal() {
        List<String> content = new ArrayList<>();
        String reason = verdict.evaluation().message().isEmpty()
                ? verdict.scoreLine()
                : verdict.evaluation().message();
        if (verdict.evaluation().status() == Evaluation.Status.ERRORED) {
            content.add(error("errored", reason));
        } else {
            switch (verdict.evaluation().result()) {
                case FAIL -> content.add(failure(reason));
                case WARNING -> content.add("<system-out>" + Escapes.xml("warning: " + reason) + "</system-out>");
                case PASS -> {}
            }
        }
        add(TOTAL, 1, content);
    }

    private String failure(String reason) {
        failures++;
        return "<failure" + attribute("message", reason) + attribute("type", "criteria") + ">" + Escapes.xml(reason)
                + "</failure>";
    }

    private String error(String type, String reason) {
        errors++;
        return "<error" + attribute("message", reason) + attribute("type", type) + ">" + Escapes.xml(reason)
                + "</error>";
    }

    /** Readers drop tests of the same name, so the second one of a name gets a number. */
    private void add(String name, int line, List<String> content) {
        tests++;
        String unique = name;
        for (int count = 2; !names.add(unique); count++) {
            unique = name + " #" + count;
        }
        cases.append("    <testcase")
                .append(attribute("classname", className()))
                .append(attribute("name", unique))
                .append(verdict.sloFile().isEmpty() ? "" : attribute("file", verdict.sloFile()))
                .append(" line=\"")
                .append(line)
                .append("\" time=\"0\"");
        cases.append(content.isEmpty() ? "/>\n" : ">" + String.join("", content) + "</testcase>\n");
    }

    private String className() {
        return part(verdict.scope().project()) + "." + part(verdict.scope().stage()) + "."
                + part(verdict.scope().service());
    }

    private static String part(String name) {
        return name.replaceAll("[.\\s]", "_");
    }
}
