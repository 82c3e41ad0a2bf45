package dev.sliprovider.slo;

import dev.sliprovider.slo.Finding.Severity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/** Checks the thresholds of the total score (contract §10.6). */
final class ScoreFindings {

    /** Sums of more points are not looked at. */
    private static final long MOST_POINTS = 50_000;

    private static final double ALL = 100;

    private final SloConfig config;
    private final List<Finding> findings = new ArrayList<>();

    private ScoreFindings(SloConfig config) {
        this.config = config;
    }

    static List<Finding> of(SloConfig config) {
        var findings = new ScoreFindings(config);
        findings.score();
        findings.weights();
        return findings.findings;
    }

    private void add(String rule, Severity severity, String member, String message, String remedy) {
        findings.add(new Finding(rule, severity, config.totalScore().places().of(member), message, remedy));
    }

    private void score() {
        TotalScore wanted = config.totalScore();
        if (wanted.pass().isEmpty()) {
            add(
                    "score-missing",
                    Severity.ERROR,
                    "pass",
                    "\"total_score.pass\" is missing: every evaluation ends with an error.",
                    "Write \"total_score:\" with \"pass: 90%\".");
            return;
        }
        OptionalDouble pass = percent("pass", wanted.pass());
        pass.ifPresent(this::pass);
        if (!wanted.warning().isEmpty()) {
            OptionalDouble warning = percent("warning", wanted.warning());
            if (pass.isPresent() && warning.isPresent()) {
                warning(pass.getAsDouble(), warning.getAsDouble());
            }
        }
    }

    private OptionalDouble percent(String member, String text) {
        OptionalDouble number = TotalScore.percent(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            add(
                    "score-invalid",
                    Severity.ERROR,
                    member,
                    "\"total_score." + member + "\" is \"" + text + "\", which is no percentage.",
                    "Write a number from 0 to 100, optionally with % directly after it: \"90%\".");
            return OptionalDouble.empty();
        }
        return number;
    }

    private void pass(double pass) {
        if (pass > ALL) {
            add(
                    "score-unreachable",
                    Severity.WARNING,
                    "pass",
                    "\"total_score.pass\" is " + GoFloat.format(pass) + ": no score is above 100, so nothing passes.",
                    "Write at most 100.");
        } else if (pass <= 0) {
            add(
                    "score-always",
                    Severity.WARNING,
                    "pass",
                    "\"total_score.pass\" is " + GoFloat.format(pass)
                            + ": everything passes, unless a key objective fails.",
                    "Write a percentage above 0.");
        } else if (pass <= 1) {
            add(
                    "score-fraction",
                    Severity.WARNING,
                    "pass",
                    "\"total_score.pass\" is " + GoFloat.format(pass) + ", which is read in percent.",
                    "Write " + GoFloat.format(pass * ALL) + " if that is meant.");
        }
    }

    private void warning(double pass, double warning) {
        if (warning >= pass) {
            add(
                    "warning-unreachable",
                    Severity.HINT,
                    "warning",
                    "\"total_score.warning\" is not below \"pass\": no evaluation ends with a warning.",
                    "Write a percentage below " + GoFloat.format(pass) + ", or remove \"warning\".");
        } else if (warning <= 0) {
            add(
                    "warning-always",
                    Severity.WARNING,
                    "warning",
                    "\"total_score.warning\" is " + GoFloat.format(warning)
                            + ": nothing fails, unless a key objective fails.",
                    "Write a percentage above 0.");
        } else if (!isReachable(warning, pass)) {
            add(
                    "warning-unreachable",
                    Severity.WARNING,
                    "warning",
                    "With these weights no result has a score from " + GoFloat.format(warning) + " to below "
                            + GoFloat.format(pass) + ": no evaluation ends with a warning.",
                    "Lower \"warning\", or give objectives \"warning\" criteria or smaller weights.");
        }
    }

    private List<Objective> judged() {
        return config.objectives().stream()
                .filter(objective -> !objective.isInformational())
                .toList();
    }

    private void weights() {
        if (judged().isEmpty()) {
            add(
                    "no-judged-objective",
                    Severity.WARNING,
                    "",
                    config.objectives().isEmpty()
                            ? "There are no objectives: every evaluation fails."
                            : "No objective has \"pass\": every evaluation passes with 100.",
                    "Write an objective with \"pass:\" and criteria.");
        } else if (judged().stream().mapToDouble(Objective::weight).sum() == 0) {
            add(
                    "weights-cancel",
                    Severity.WARNING,
                    "",
                    "The weights add up to 0: every evaluation passes with 100.",
                    "Write positive weights.");
        }
    }

    /** @return whether a sum of points is in that range; true if there are too many points to try */
    private boolean isReachable(double from, double below) {
        List<Objective> judged = judged();
        double points = judged.stream().mapToDouble(Objective::weight).sum();
        if (judged.stream().anyMatch(objective -> objective.weight() < 0) || points > MOST_POINTS || points == 0) {
            return true;
        }
        BitSet halfPoints = sums(judged);
        return halfPoints.stream()
                .mapToDouble(half -> ALL * (half / 2.0 / points))
                .anyMatch(score -> score >= from && score < below);
    }

    /** @return the sums of points that can be had, doubled, because a warning gives half of the weight */
    private static BitSet sums(List<Objective> judged) {
        var sums = new BitSet();
        sums.set(0);
        for (Objective objective : judged) {
            int weight = (int) objective.weight();
            BitSet before = (BitSet) sums.clone();
            before.stream().forEach(sum -> sums.set(sum + 2 * weight));
            if (!objective.warning().isEmpty()) {
                before.stream().forEach(sum -> sums.set(sum + weight));
            }
        }
        return sums;
    }
}
