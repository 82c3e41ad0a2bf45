package dev.sliprovider.resource;

import dev.sliprovider.resource.GoYaml.WrongTypeException;
import dev.sliprovider.slo.CriteriaGroup;
import dev.sliprovider.slo.Criterion;
import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.Finding.Severity;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the list of objectives (contract §10.1). */
final class SloObjectives {

    private static final Set<String> OBJECTIVE = Set.of("sli", "displayName", "pass", "warning", "weight", "key_sli");
    private static final Set<String> GROUP = Set.of("criteria");

    private final GoYaml yaml;
    private final List<Finding> findings;

    /** @param findings gets one for each item that is ignored */
    SloObjectives(GoYaml yaml, List<Finding> findings) {
        this.yaml = yaml;
        this.findings = findings;
    }

    List<Objective> read(Optional<YamlNode> node) throws WrongTypeException {
        if (node.isEmpty()) {
            return List.of();
        }
        List<Objective> objectives = yaml.list(node.get(), "\"objectives\"", this::objective).stream()
                .filter(Objects::nonNull)
                .toList();
        if (objectives.size() > SloYaml.OBJECTIVES) {
            throw new WrongTypeException(
                    node.get(),
                    "the file is refused: it has " + objectives.size() + " objectives; at most " + SloYaml.OBJECTIVES
                            + " are evaluated, split them over several services");
        }
        return objectives;
    }

    /** @return null for an item without a value */
    private Objective objective(YamlNode node) throws WrongTypeException {
        if (yaml.isAbsent(node)) {
            ignored(node, "An item of \"objectives\" has no value and is ignored.");
            return null;
        }
        SloBlock block = SloBlock.of(node, "an objective", OBJECTIVE, yaml, findings);
        return new Objective(
                block.text("sli"),
                block.text("displayName"),
                groups(block, "pass"),
                groups(block, "warning"),
                block.whole("weight"),
                block.bool("key_sli"),
                block.places());
    }

    private void ignored(YamlNode node, String message) {
        findings.add(new Finding(
                "item-empty", Severity.WARNING, SloBlock.place(node), message, "Remove the dash, or write a value."));
    }

    private List<CriteriaGroup> groups(SloBlock block, String name) throws WrongTypeException {
        Optional<YamlNode> node = block.value(name);
        return node.isEmpty() ? List.of() : yaml.list(node.get(), "\"" + name + "\"", this::group);
    }

    private CriteriaGroup group(YamlNode node) throws WrongTypeException {
        Place place = SloBlock.place(node);
        if (yaml.isAbsent(node)) {
            return new CriteriaGroup(Optional.empty(), List.of(), place);
        }
        Optional<YamlNode> list = SloBlock.of(node, "an item of \"pass\" or \"warning\"", GROUP, yaml, findings)
                .value("criteria");
        var criteria = new ArrayList<Criterion>();
        var places = new ArrayList<Place>();
        if (list.isPresent()) {
            yaml.list(list.get(), "\"criteria\"", item -> criterion(item, criteria, places));
        }
        return new CriteriaGroup(Optional.of(criteria), places, place);
    }

    private boolean criterion(YamlNode item, List<Criterion> criteria, List<Place> places) throws WrongTypeException {
        Optional<String> text = yaml.text(item, "a criterion");
        if (text.isEmpty()) {
            ignored(item, "A criterion has no value and is ignored.");
            return false;
        }
        criteria.add(Criterion.parse(text.get()));
        return places.add(SloBlock.place(item));
    }
}
