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
import java.util.stream.Collectors;

/**
 * JUnit's XML as GitLab and Jenkins read it. Both compare runs by class and name of a test, so that no value may stand in
 * them; GitLab shows the text within {@code failure}, Jenkins its {@code message}, so that both have the reason. Jenkins
 * needs a class with a point, or shows {@code (root)}.
 */
public final class JunitReport {

    private static final String TOTAL = "total score";

    private final Verdict verdict;
    /** Empty if there is only one. */
    private final String round;

    private final StringBuilder cases = new StringBuilder();
    private final Set<String> names = new HashSet<>();
    private int tests;
    private int failures;
    private int errors;

    private JunitReport(Verdict verdict, String round) {
        this.verdict = verdict;
        this.round = round;
        verdict.lines().forEach(this::add);
        addTotal();
    }

    /** @return a document of XML 1.0 */
    public static String of(Verdict verdict) {
        return of(List.of(verdict));
    }

    /**
     * @param rounds of one evaluation, at least one
     * @return a document of XML 1.0 with a suite for each round, whose classes differ: readers drop tests of the same name
     */
    public static String of(List<Verdict> rounds) {
        var suites = new ArrayList<JunitReport>();
        for (Verdict verdict : rounds) {
            suites.add(new JunitReport(verdict, rounds.size() == 1 ? "" : "round " + (suites.size() + 1)));
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
                + counts(suites) + ">\n"
                + suites.stream().map(JunitReport::suite).collect(Collectors.joining()) + "</testsuites>\n";
    }

    private static String counts(List<JunitReport> suites) {
        return " tests=\"" + suites.stream().mapToInt(suite -> suite.tests).sum() + "\" failures=\""
                + suites.stream().mapToInt(suite -> suite.failures).sum() + "\" errors=\""
                + suites.stream().mapToInt(suite -> suite.errors).sum() + "\" skipped=\"0\"";
    }

    private String suite() {
        String name = verdict.scope() + (round.isEmpty() ? "" : " " + round);
        return "  <testsuite" + attribute("name", name) + counts(List.of(this)) + " time=\"0\"" + timestamp() + ">\n"
                + properties() + cases + "  </testsuite>\n";
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
                + part(verdict.scope().service()) + (round.isEmpty() ? "" : "." + part(round));
    }

    private static String part(String name) {
        return name.replaceAll("[.\\s]", "_");
    }
}
