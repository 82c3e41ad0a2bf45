package dev.sliprovider.resource;

import dev.sliprovider.promql.Invisible;
import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.UnusableQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Walks the nodes of one file. */
final class SliYamlParser {

    /** Keys beside the indicators (contract §7.1). */
    private static final Set<String> OF_THE_FILE = Set.of("spec_version", "indicators", NoValuePolicyParser.KEY);

    private final String location;
    private final List<SliProblem> problems = new ArrayList<>();
    private final Map<String, IndicatorQuery> queries = new LinkedHashMap<>();
    private final Set<String> unset = new LinkedHashSet<>();
    private Map<String, NoValuePolicy> policies = Map.of();
    private final Map<String, SliYaml.Place> places = new HashMap<>();
    private final Map<MappingNode, Map<String, NodeTuple>> read = new HashMap<>();
    private final Set<MappingNode> beingRead = new HashSet<>();
    private FoldedComment comments = new FoldedComment(List.of());

    SliYamlParser(String location) {
        this.location = location;
    }

    SliYaml parse(String text) {
        comments = new FoldedComment(text.lines().toList());
        try {
            readFile(YamlText.compose(text));
        } catch (YamlText.UnreadableException e) {
            add(Severity.ERROR, e.place(), e.getMessage());
        }
        problems.sort(Comparator.comparingInt(SliProblem::line).thenComparingInt(SliProblem::column));
        return new SliYaml(new SliConfig(queries, unset, policies), List.copyOf(problems), places);
    }

    private void readFile(Node root) {
        switch (root) {
            case null -> warn(SliYaml.Place.of(null), "the file is empty; it defines no indicator");
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.NULL) ->
                warn(SliYaml.Place.of(null), "the file is empty; it defines no indicator");
            case MappingNode file -> {
                readIndicators(file);
                readPolicies(file);
            }
            default -> error(root.getStartMark(), "expected a map with the key \"indicators\", found " + kind(root));
        }
    }

    private void readPolicies(MappingNode file) {
        NodeTuple missing = members(file).get(NoValuePolicyParser.KEY);
        if (missing != null) {
            policies = new NoValuePolicyParser(this::members, this::error).parse(missing.getValueNode());
        }
    }

    private void readIndicators(MappingNode file) {
        Map<String, NodeTuple> members = members(file);
        NodeTuple indicators = members.get("indicators");
        if (indicators == null) {
            keyMissing(file, members.keySet());
            return;
        }
        switch (indicators.getValueNode()) {
            case MappingNode map when map.getValue().isEmpty() -> noIndicators(map, members);
            case MappingNode map -> members(map).forEach((name, tuple) -> readQuery(name, tuple.getValueNode()));
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> noIndicators(scalar, members);
            case Node other ->
                error(
                        other.getStartMark(),
                        "\"indicators\" must be a map of name to query, found " + kind(other)
                                + "; write \"name: query\" lines without leading dashes");
        }
    }

    /**
     * A file without the key defines nothing. A misspelt key is an error, because the values of a wider level would be
     * used.
     */
    private void keyMissing(MappingNode file, Set<String> keys) {
        String missing = "the key \"indicators\" is missing";
        NearestName.to("indicators", keys)
                .ifPresentOrElse(
                        name -> error(file.getStartMark(), missing + "; is \"" + Invisible.shown(name) + "\" meant?"),
                        () -> warn(SliYaml.Place.of(file.getStartMark()), missing + "; the file defines no indicator"));
    }

    private void noIndicators(Node node, Map<String, NodeTuple> members) {
        warn(
                SliYaml.Place.of(node.getStartMark()),
                "\"indicators\" is empty; the file defines no indicator" + notIndented(members));
    }

    /** An unindented query is beside "indicators" instead of below it. */
    private static String notIndented(Map<String, NodeTuple> members) {
        return members.entrySet().stream()
                .filter(member -> !OF_THE_FILE.contains(member.getKey()))
                .map(Map.Entry::getValue)
                .filter(member -> member.getValueNode() instanceof ScalarNode)
                .map(NodeTuple::getKeyNode)
                .map(ScalarNode.class::cast)
                .findFirst()
                .map(key -> "; \"" + key.getValue() + "\" in line "
                        + SliYaml.Place.of(key.getStartMark()).line()
                        + " stands beside \"indicators\", not below it: indent it")
                .orElse("");
    }

    private void readQuery(String name, Node node) {
        Mark mark = node.getStartMark();
        Invisible.in(name)
                .ifPresent(character -> warn(
                        SliYaml.Place.of(mark),
                        "the name of the indicator \"" + Invisible.shown(name) + "\" has the invisible character "
                                + character + ": only an event that has it, too, asks for this indicator"));
        if (!(node instanceof ScalarNode scalar)) {
            error(mark, "the query of \"" + name + "\" must be a text, found " + kind(node));
        } else if (scalar.getTag().equals(Tag.NULL)) {
            unset.add(name);
        } else {
            places.put(name, SliYaml.Place.of(mark));
            queries.put(name, query(name, scalar));
        }
    }

    /** A query that cannot be sent fails only its own indicator, not the others of the file. */
    private IndicatorQuery query(String name, ScalarNode scalar) {
        SliYaml.Place place = SliYaml.Place.of(scalar.getStartMark());
        int length = scalar.getValue().length();
        if (scalar.getValue().isBlank()) {
            return unusable(
                    place,
                    "the query of \"" + name + "\" is empty; write a query, or leave the value out to remove the query"
                            + " of a wider level");
        }
        if (length > SliYaml.QUERY_LENGTH) {
            return unusable(
                    place,
                    "the query of \"" + name + "\" has " + length + " characters; at most " + SliYaml.QUERY_LENGTH
                            + " are sent");
        }
        return comments.in(scalar)
                .map(comment -> unusable(
                        comment,
                        "the query of \"" + name
                                + "\" has a comment here that swallows the lines after it, because YAML"
                                + " joins them; write the query as a block scalar (|), which keeps its lines"))
                .orElseGet(() -> new QueryTemplate(scalar.getValue()));
    }

    private IndicatorQuery unusable(SliYaml.Place place, String message) {
        var problem = add(Severity.UNUSABLE_QUERY, place, message);
        return new UnusableQuery(problem.toString());
    }

    /**
     * The members by key. A map's own members override those that it merges in with {@code <<}. Each map is read once,
     * however often it is merged.
     */
    private Map<String, NodeTuple> members(MappingNode map) {
        if (!read.containsKey(map)) {
            beingRead.add(map);
            read.put(map, readMembers(map));
            beingRead.remove(map);
        }
        return read.get(map);
    }

    private Map<String, NodeTuple> readMembers(MappingNode map) {
        var members = new LinkedHashMap<String, NodeTuple>();
        var own = new HashSet<String>();
        for (NodeTuple tuple : map.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode name)) {
                error(key.getStartMark(), "a key must be a text, found " + kind(key));
            } else if (!own.add(name.getValue())) {
                error(name.getStartMark(), "the key \"" + name.getValue() + "\" occurs twice; keep one");
            } else if (name.getTag().equals(Tag.MERGE)) {
                merged(tuple.getValueNode()).forEach(source -> mergeInto(members, source, name));
            } else {
                members.put(name.getValue(), tuple);
            }
        }
        return members;
    }

    private static List<Node> merged(Node value) {
        return value instanceof SequenceNode list ? list.getValue() : List.of(value);
    }

    private void mergeInto(Map<String, NodeTuple> members, Node source, ScalarNode key) {
        if (!(source instanceof MappingNode map)) {
            error(source.getStartMark(), "\"<<\" takes a map or a list of maps, found " + kind(source));
        } else if (beingRead.contains(map)) {
            error(key.getStartMark(), "this map is merged into itself; take the \"<<\" out");
        } else {
            members(map).forEach(members::putIfAbsent);
        }
    }

    private static String kind(Node node) {
        return switch (node) {
            case SequenceNode list -> "a list";
            case MappingNode map -> "a map";
            default -> "a single value";
        };
    }

    private void warn(SliYaml.Place place, String message) {
        add(Severity.WARNING, place, message);
    }

    private void error(Mark mark, String message) {
        add(Severity.ERROR, SliYaml.Place.of(mark), message);
    }

    private SliProblem add(Severity severity, SliYaml.Place place, String message) {
        var problem = new SliProblem(severity, location, place.line(), place.column(), message);
        problems.add(problem);
        return problem;
    }
}
