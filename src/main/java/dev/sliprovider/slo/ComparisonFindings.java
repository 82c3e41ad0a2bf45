package dev.sliprovider.slo;

import dev.sliprovider.sli.NearestName;
import dev.sliprovider.slo.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Checks the block {@code comparison} (contract §10.1, §10.3). */
final class ComparisonFindings {

    private static final Set<String> MODES = Set.of("single_result", "several_results");
    private static final Set<String> INCLUDED = Set.of("all", "pass", "pass_or_warn");
    private static final Set<String> FUNCTIONS = Set.of("avg", "p50", "p90", "p95");

    private final Comparison comparison;
    private final List<Finding> findings = new ArrayList<>();

    private ComparisonFindings(Comparison comparison) {
        this.comparison = comparison;
    }

    static List<Finding> of(Comparison comparison) {
        var findings = new ComparisonFindings(comparison);
        findings.mode();
        findings.results();
        findings.words();
        return findings.findings;
    }

    private void add(String rule, Severity severity, String member, String message, String remedy) {
        findings.add(new Finding(rule, severity, comparison.places().of(member), message, remedy));
    }

    private void mode() {
        if (comparison.compareWith().isEmpty()) {
            add(
                    "compare-with-missing",
                    Severity.WARNING,
                    "compare_with",
                    "\"comparison\" has no \"compare_with\": the last 3 evaluations are compared with, whatever"
                            + " \"number_of_comparison_results\" says.",
                    "Write \"compare_with: single_result\" or \"compare_with: several_results\".");
        } else if (!MODES.contains(comparison.compareWith())) {
            add(
                    "compare-with-unknown",
                    Severity.WARNING,
                    "compare_with",
                    "\"compare_with: " + comparison.compareWith() + "\" is unknown: the last 3 evaluations are compared"
                            + " with.",
                    instead(comparison.compareWith(), MODES));
        }
    }

    private void results() {
        if (!comparison.isAnswered()) {
            add(
                    "number-out-of-range",
                    Severity.ERROR,
                    "number_of_comparison_results",
                    "\"number_of_comparison_results\" is " + comparison.numberOfResults()
                            + ": every evaluation ends with an error.",
                    "Write a whole number from 1 to 100.");
        } else if (comparison.compareWith().equals("single_result")
                && comparison.numberOfResults() > 1
                && comparison.places().members().containsKey("number_of_comparison_results")) {
            add(
                    "number-ignored",
                    Severity.WARNING,
                    "number_of_comparison_results",
                    "\"number_of_comparison_results\" has no effect with \"compare_with: single_result\".",
                    "Write \"compare_with: several_results\", or remove the number.");
        }
    }

    private void words() {
        if (!INCLUDED.contains(comparison.includeResultWithScore().toLowerCase(Locale.ROOT))) {
            add(
                    "include-unknown",
                    Severity.WARNING,
                    "include_result_with_score",
                    "\"include_result_with_score: " + comparison.includeResultWithScore()
                            + "\" is unknown: failed evaluations are compared with, too.",
                    instead(comparison.includeResultWithScore(), INCLUDED));
        }
        if (!FUNCTIONS.contains(comparison.aggregateFunction())) {
            add(
                    "aggregate-unknown",
                    Severity.ERROR,
                    "aggregate_function",
                    "\"aggregate_function: " + comparison.aggregateFunction()
                            + "\" is unknown: relative criteria compare with 0.",
                    instead(comparison.aggregateFunction(), FUNCTIONS));
        }
    }

    private static String instead(String word, Set<String> words) {
        return NearestName.to(word, words)
                .map(near -> "Write \"" + near + "\" if that is meant.")
                .orElse("Write one of " + String.join(", ", new TreeSet<>(words)) + ".");
    }
}
