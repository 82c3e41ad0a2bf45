package dev.sliprovider.resource;

import dev.sliprovider.resource.GoYaml.WrongTypeException;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.CriteriaGroup;
import dev.sliprovider.slo.Criterion;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.Place;
import dev.sliprovider.slo.Places;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.slo.TotalScore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;

/** Walks the nodes of one slo.yaml. */
final class SloYamlParser {

    private static final Set<String> TOP = Set.of("spec_version", "filter", "comparison", "objectives", "total_score");
    private static final Set<String> COMPARISON =
            Set.of("compare_with", "include_result_with_score", "number_of_comparison_results", "aggregate_function");
    private static final Set<String> OBJECTIVE = Set.of("sli", "displayName", "pass", "warning", "weight", "key_sli");
    private static final Set<String> SCORE = Set.of("pass", "warning");
    private static final Set<String> GROUP = Set.of("criteria");

    private final String location;
    private final GoYaml yaml = new GoYaml();

    SloYamlParser(String location) {
        this.location = location;
    }

    SloYaml parse(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > SloYaml.FILE_LENGTH) {
            return refused(
                    SliYaml.Place.of(null),
                    "the file is refused: it has more than " + SloYaml.FILE_LENGTH + " bytes; split the objectives");
        }
        try {
            Optional<YamlNode> root = YamlReader.read(text);
            return root.isPresent() ? file(root.get()) : usable(config(Map.of()), Optional.empty());
        } catch (YamlText.UnreadableException e) {
            return refused(e.place(), e.getMessage());
        } catch (WrongTypeException e) {
            return refused(e.place(), e.getMessage());
        }
    }

    private SloYaml refused(SliYaml.Place place, String message) {
        var problem = new SliProblem(SliProblem.Severity.ERROR, location, place.line(), place.column(), message);
        return new SloYaml(new SloFile.Unreadable(), List.of(problem), Optional.empty());
    }

    private static SloYaml usable(SloConfig config, Optional<Map<String, String>> indicators) {
        return new SloYaml(new SloFile.Readable(config), List.of(), indicators);
    }

    private SloYaml file(YamlNode root) throws WrongTypeException {
        if (yaml.isAbsent(root)) {
            return new SloYaml(new SloFile.NullDocument(place(root)), List.of(), Optional.empty());
        }
        Map<String, YamlNode> members = yaml.members(root, "slo.yaml", Optional.of(TOP));
        return usable(config(members), indicators(members));
    }

    private SloConfig config(Map<String, YamlNode> members) throws WrongTypeException {
        text(members, "spec_version");
        List<Objective> objectives = objectives(members);
        return new SloConfig(filter(members), comparison(members), objectives, totalScore(members));
    }

    /** Not part of Keptn's format: what cannot be read is left to {@code validate}. */
    private Optional<Map<String, String>> indicators(Map<String, YamlNode> members) {
        if (!members.containsKey("indicators")) {
            return Optional.empty();
        }
        try {
            return Optional.of(texts(members.get("indicators"), "\"indicators\""));
        } catch (WrongTypeException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> filter(Map<String, YamlNode> members) throws WrongTypeException {
        YamlNode filter = members.get("filter");
        return filter == null || yaml.isNull(filter) ? Map.of() : texts(filter, "\"filter\"");
    }

    private Map<String, String> texts(YamlNode node, String what) throws WrongTypeException {
        var texts = new LinkedHashMap<String, String>();
        for (var member : yaml.members(node, what, Optional.empty()).entrySet()) {
            texts.put(
                    member.getKey(),
                    yaml.text(member.getValue(), "\"" + member.getKey() + "\" of " + what)
                            .orElse(""));
        }
        return texts;
    }

    private Comparison comparison(Map<String, YamlNode> members) throws WrongTypeException {
        YamlNode node = members.get("comparison");
        if (node == null || yaml.isAbsent(node)) {
            return Comparison.STANDARD;
        }
        Map<String, YamlNode> block = yaml.members(node, "\"comparison\"", Optional.of(COMPARISON));
        return new Comparison(
                text(block, "compare_with"),
                text(block, "include_result_with_score"),
                whole(block, "number_of_comparison_results"),
                text(block, "aggregate_function"),
                places(node, block));
    }

    private TotalScore totalScore(Map<String, YamlNode> members) throws WrongTypeException {
        YamlNode node = members.get("total_score");
        if (node == null || yaml.isAbsent(node)) {
            return TotalScore.NONE;
        }
        Map<String, YamlNode> block = yaml.members(node, "\"total_score\"", Optional.of(SCORE));
        return new TotalScore(text(block, "pass"), text(block, "warning"), places(node, block));
    }

    private List<Objective> objectives(Map<String, YamlNode> members) throws WrongTypeException {
        YamlNode node = members.get("objectives");
        if (node == null) {
            return List.of();
        }
        List<Objective> objectives = yaml.list(node, "\"objectives\"", this::objective).stream()
                .filter(Objects::nonNull)
                .toList();
        if (objectives.size() > SloYaml.OBJECTIVES) {
            throw new WrongTypeException(
                    node,
                    "the file is refused: it has " + objectives.size() + " objectives; at most " + SloYaml.OBJECTIVES
                            + " are evaluated");
        }
        return objectives;
    }

    /** @return null for an item without a value */
    private Objective objective(YamlNode node) throws WrongTypeException {
        if (yaml.isAbsent(node)) {
            return null;
        }
        Map<String, YamlNode> members = yaml.members(node, "an objective", Optional.of(OBJECTIVE));
        YamlNode keySli = members.get("key_sli");
        return new Objective(
                text(members, "sli"),
                text(members, "displayName"),
                groups(members, "pass"),
                groups(members, "warning"),
                whole(members, "weight"),
                keySli != null && yaml.bool(keySli, "\"key_sli\"").orElse(false),
                places(node, members));
    }

    private List<CriteriaGroup> groups(Map<String, YamlNode> members, String name) throws WrongTypeException {
        YamlNode node = members.get(name);
        return node == null ? List.of() : yaml.list(node, "\"" + name + "\"", this::group);
    }

    private CriteriaGroup group(YamlNode node) throws WrongTypeException {
        if (yaml.isAbsent(node)) {
            return new CriteriaGroup(Optional.empty(), List.of(), place(node));
        }
        YamlNode list = yaml.members(node, "an item of \"pass\" or \"warning\"", Optional.of(GROUP))
                .get("criteria");
        var criteria = new ArrayList<Criterion>();
        var places = new ArrayList<Place>();
        if (list != null) {
            yaml.list(list, "\"criteria\"", item -> {
                yaml.text(item, "a criterion").ifPresent(text -> {
                    criteria.add(Criterion.parse(text));
                    places.add(place(item));
                });
                return null;
            });
        }
        return new CriteriaGroup(Optional.of(criteria), places, place(node));
    }

    private String text(Map<String, YamlNode> members, String name) throws WrongTypeException {
        YamlNode node = members.get(name);
        return node == null ? "" : yaml.text(node, "\"" + name + "\"").orElse("");
    }

    private long whole(Map<String, YamlNode> members, String name) throws WrongTypeException {
        YamlNode node = members.get(name);
        return node == null ? 0 : yaml.whole(node, "\"" + name + "\"").orElse(0L);
    }

    private static Places places(YamlNode node, Map<String, YamlNode> members) {
        var places = new HashMap<String, Place>();
        members.forEach((name, value) -> places.put(name, place(value)));
        return new Places(place(node), places);
    }

    private static Place place(YamlNode node) {
        Mark mark = node.mark();
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
