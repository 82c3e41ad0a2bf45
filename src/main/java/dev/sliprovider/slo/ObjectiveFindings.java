package dev.sliprovider.slo;

import dev.sliprovider.sli.NearestName;
import dev.sliprovider.slo.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one objective (contract §10.1, §10.5). */
final class ObjectiveFindings {

    private final Objective objective;
    private final List<Finding> findings = new ArrayList<>();

    private ObjectiveFindings(Objective objective) {
        this.objective = objective;
    }

    /** @param indicators the names that sli.yaml defines, if they are known */
    static List<Finding> of(Objective objective, Optional<Set<String>> indicators) {
        var findings = new ObjectiveFindings(objective);
        findings.indicator(indicators);
        findings.points();
        findings.groups(objective.pass(), "pass");
        findings.groups(objective.warning(), "warning");
        return findings.findings;
    }

    private void add(String rule, Severity severity, String member, String message, String remedy) {
        findings.add(new Finding(rule, severity, objective.places().of(member), message, remedy));
    }

    private String name() {
        return "The objective " + (objective.sli().isEmpty() ? "without a name" : "\"" + objective.sli() + "\"");
    }

    private void indicator(Optional<Set<String>> indicators) {
        if (objective.sli().isEmpty()) {
            add(
                    "sli-missing",
                    Severity.ERROR,
                    "sli",
                    "An objective names no indicator: it fails in every evaluation.",
                    "Write \"sli:\" with the name of an indicator.");
            return;
        }
        indicators.filter(names -> !names.contains(objective.sli())).ifPresent(names -> {
            String hint = NearestName.to(objective.sli(), names)
                    .map(name -> "Write \"" + name + "\" if that is meant, or define")
                    .orElse("Define");
            add(
                    "sli-unknown",
                    Severity.ERROR,
                    "sli",
                    name() + " has no indicator: sli.yaml does not define it.",
                    hint + " \"" + objective.sli() + "\" in sli.yaml.");
        });
    }

    private void points() {
        if (objective.weight() < 0) {
            add(
                    "weight-negative",
                    Severity.WARNING,
                    "weight",
                    name() + " has the negative weight " + objective.weight() + ": meeting it lowers the score.",
                    "Write a positive whole number.");
        }
        if (!objective.isInformational()) {
            return;
        }
        if (objective.keySli()) {
            add(
                    "key-sli-without-pass",
                    Severity.WARNING,
                    "key_sli",
                    name() + " is a key objective without \"pass\": it is informational and never fails an evaluation.",
                    "Write \"pass:\" with criteria, or remove \"key_sli\".");
        }
        if (!objective.warning().isEmpty()) {
            add(
                    "warning-without-pass",
                    Severity.WARNING,
                    "warning",
                    name() + " has \"warning\" without \"pass\": its criteria are never judged.",
                    "Write \"pass:\" with criteria.");
        }
        if (objective.weight() != 1) {
            add(
                    "weight-without-pass",
                    Severity.HINT,
                    "weight",
                    name() + " has a weight without \"pass\": informational objectives give no points.",
                    "Write \"pass:\" with criteria, or remove \"weight\".");
        }
    }

    private void groups(List<CriteriaGroup> groups, String member) {
        for (CriteriaGroup group : groups) {
            if (group.criteria().isEmpty()) {
                findings.add(new Finding(
                        "group-null",
                        Severity.ERROR,
                        group.place(),
                        name() + " has an empty item in \"" + member + "\", which Lighthouse cannot evaluate.",
                        "Write \"criteria:\" with a list, or remove the item."));
            } else {
                group(group, group.criteria().get(), member);
            }
        }
    }

    private void group(CriteriaGroup group, List<Criterion> criteria, String member) {
        for (int i = 0; i < criteria.size(); i++) {
            CriterionFindings.of(
                            criteria.get(i),
                            member.equals("pass"),
                            group.places().get(i))
                    .ifPresent(findings::add);
        }
        if (criteria.isEmpty()) {
            findings.add(new Finding(
                    "group-empty",
                    Severity.WARNING,
                    group.place(),
                    name() + " has an item without criteria in \"" + member
                            + "\": it always holds, but the objective gives no points for it alone.",
                    "Write at least one criterion, or remove the item."));
        }
        if (CriterionFindings.contradict(criteria)) {
            findings.add(new Finding(
                    "group-contradiction",
                    Severity.WARNING,
                    group.place(),
                    name() + " has criteria in \"" + member + "\" that no value can meet at once.",
                    "Write each criterion as an item of its own if one of them is enough."));
        }
    }
}
