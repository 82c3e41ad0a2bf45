package dev.sliprovider.resource;

import dev.sliprovider.resource.GoYaml.WrongTypeException;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.Place;
import dev.sliprovider.slo.SloConfig;
import dev.sliprovider.slo.SloFile;
import dev.sliprovider.slo.TotalScore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks the nodes of one slo.yaml. */
final class SloYamlParser {

    private static final String INDICATORS = "indicators";
    private static final Set<String> TOP =
            Set.of("spec_version", "filter", "comparison", "objectives", "total_score", INDICATORS);
    private static final Set<String> COMPARISON =
            Set.of("compare_with", "include_result_with_score", "number_of_comparison_results", "aggregate_function");
    private static final Set<String> SCORE = Set.of("pass", "warning");
    private static final SloConfig EMPTY = new SloConfig(Map.of(), Comparison.STANDARD, List.of(), TotalScore.NONE);

    private final String location;
    private final GoYaml yaml = new GoYaml();
    private final List<Finding> findings = new ArrayList<>();

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
            return root.isPresent() ? file(root.get()) : read(new SloFile.Readable(EMPTY), Optional.empty());
        } catch (YamlText.UnreadableException e) {
            return refused(e.place(), e.getMessage());
        } catch (WrongTypeException e) {
            return refused(e.place(), e.getMessage());
        }
    }

    private SloYaml refused(SliYaml.Place place, String message) {
        var problem = new SliProblem(SliProblem.Severity.ERROR, location, place.line(), place.column(), message);
        return new SloYaml(new SloFile.Unreadable(), List.of(problem), List.of(), Optional.empty());
    }

    private SloYaml read(SloFile file, Optional<Map<String, String>> indicators) {
        return new SloYaml(file, List.of(), findings, indicators);
    }

    private SloYaml file(YamlNode root) throws WrongTypeException {
        if (yaml.isAbsent(root)) {
            return read(new SloFile.NullDocument(SloBlock.place(root)), Optional.empty());
        }
        SloBlock file = SloBlock.of(root, "slo.yaml", TOP, yaml, findings);
        file.text("spec_version");
        SloConfig config = new SloConfig(
                filter(file),
                comparison(file),
                new SloObjectives(yaml, findings).read(file.value("objectives")),
                totalScore(file));
        return read(new SloFile.Readable(config), indicators(file));
    }

    /** Lighthouse does not look at it, so it must not make the file unreadable. */
    private Optional<Map<String, String>> indicators(SloBlock file) {
        Optional<YamlNode> node = file.value(INDICATORS);
        try {
            return node.isPresent() ? Optional.of(texts(node.get(), "\"indicators\"")) : Optional.empty();
        } catch (WrongTypeException e) {
            findings.add(new Finding(
                    "indicators-invalid",
                    Finding.Severity.ERROR,
                    new Place(e.place().line(), e.place().column()),
                    "\"indicators\" cannot be read: " + e.getMessage() + ".",
                    "Write a map of names to queries, as in sli.yaml."));
            return Optional.empty();
        }
    }

    private Map<String, String> filter(SloBlock file) throws WrongTypeException {
        Optional<YamlNode> filter = file.value("filter");
        return filter.isEmpty() || yaml.isNull(filter.get()) ? Map.of() : texts(filter.get(), "\"filter\"");
    }

    private Map<String, String> texts(YamlNode node, String what) throws WrongTypeException {
        var texts = new LinkedHashMap<String, String>();
        for (var member : yaml.members(node, what, Optional.empty()).entrySet()) {
            String name = "\"" + member.getKey() + "\" of " + what;
            texts.put(
                    member.getKey(), yaml.text(member.getValue().value(), name).orElse(""));
        }
        return texts;
    }

    private Comparison comparison(SloBlock file) throws WrongTypeException {
        Optional<YamlNode> node = file.value("comparison");
        if (node.isEmpty() || yaml.isAbsent(node.get())) {
            return Comparison.STANDARD;
        }
        SloBlock block = SloBlock.of(node.get(), "\"comparison\"", COMPARISON, yaml, findings);
        return new Comparison(
                block.text("compare_with"),
                block.text("include_result_with_score"),
                block.whole("number_of_comparison_results"),
                block.text("aggregate_function"),
                block.places());
    }

    private TotalScore totalScore(SloBlock file) throws WrongTypeException {
        Optional<YamlNode> node = file.value("total_score");
        if (node.isEmpty() || yaml.isAbsent(node.get())) {
            return TotalScore.NONE;
        }
        SloBlock block = SloBlock.of(node.get(), "\"total_score\"", SCORE, yaml, findings);
        return new TotalScore(block.text("pass"), block.text("warning"), block.places());
    }
}
