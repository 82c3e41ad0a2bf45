package dev.sliprovider.resource;

import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.NoValuePolicy.Instead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code missing}, a map beside the indicators that other readers of sli.yaml ignore (contract §7.1). */
final class NoValuePolicyParser {

    static final String KEY = "missing";

    private static final List<String> CASES = List.of("no_data", "nan", "inf");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,20}(?:\\.\\d{0,20})?|\\.\\d{1,20})(?:[eE][+-]?\\d{1,3})?");
    private static final String FORMS = "write missing, skip or a number";

    private final Function<MappingNode, Map<String, NodeTuple>> members;
    private final BiConsumer<Mark, String> error;
    private final Map<String, NoValuePolicy> policies = new LinkedHashMap<>();

    /**
     * @param members reads a map
     * @param error receives each error with its place
     */
    NoValuePolicyParser(Function<MappingNode, Map<String, NodeTuple>> members, BiConsumer<Mark, String> error) {
        this.members = members;
        this.error = error;
    }

    /** @return policies by name of indicator */
    Map<String, NoValuePolicy> parse(Node node) {
        if (node instanceof MappingNode map) {
            members.apply(map).forEach((name, tuple) -> indicator(name, tuple.getValueNode()));
        } else {
            error.accept(
                    node.getStartMark(), "\"missing\" must be a map of indicators, such as {error_rate: {no_data: 0}}");
        }
        return policies;
    }

    private void indicator(String name, Node node) {
        if (!(node instanceof MappingNode map)) {
            error.accept(
                    node.getStartMark(),
                    "\"missing\" of \"" + name + "\" must be a map with no_data, nan or inf, such as {no_data: 0}");
            return;
        }
        Map<String, NodeTuple> cases = members.apply(map);
        cases.forEach((key, tuple) -> {
            if (!CASES.contains(key)) {
                String meant = NearestName.to(key, CASES)
                        .map(nearest -> "; is " + nearest + " meant?")
                        .orElse("");
                error.accept(
                        tuple.getKeyNode().getStartMark(),
                        "\"missing\" of \"" + name + "\" has the key \"" + key + "\"; there are no_data, nan and inf"
                                + meant);
            }
        });
        policies.put(name, new NoValuePolicy(instead(cases, "no_data"), instead(cases, "nan"), instead(cases, "inf")));
    }

    private Instead instead(Map<String, NodeTuple> cases, String key) {
        if (!cases.containsKey(key)) {
            return new Instead.Missing();
        }
        Node node = cases.get(key).getValueNode();
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        return switch (text) {
            case "missing" -> new Instead.Missing();
            case "skip" -> new Instead.Skip();
            default -> number(key, text, node);
        };
    }

    private Instead number(String key, String text, Node node) {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (Double.isFinite(value)) {
            return new Instead.Number(value);
        }
        error.accept(node.getStartMark(), "the value of \"" + key + "\" cannot be used; " + FORMS);
        return new Instead.Missing();
    }
}
