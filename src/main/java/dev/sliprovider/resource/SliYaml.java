package dev.sliprovider.resource;

import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.NearestName;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SliConfig;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the text of a sli.yaml (contract §7.1) and says what is wrong with it, with line and column.
 *
 * @param config what could be read; to be used only if {@link #isUsable()}
 * @param problems in the order of the file
 * @param places where each indicator's query begins
 */
public record SliYaml(SliConfig config, List<SliProblem> problems, Map<String, Place> places) {

    /**
     * A place in the file.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Place(int line, int column) {
        static Place of(Mark mark) {
            return mark == null ? new Place(1, 1) : new Place(mark.getLine() + 1, mark.getColumn() + 1);
        }
    }

    /** A longer file is refused; in code points. */
    public static final int FILE_LENGTH = 1 << 20;
    /** A longer query is refused; in characters. */
    public static final int QUERY_LENGTH = 16_384;

    private static final int ALIASES = 50;
    private static final int DEPTH = 20;

    /** @return whether the file can be used */
    public boolean isUsable() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /**
     * @param location how messages call the file
     * @param text its content
     */
    public static SliYaml parse(String location, String text) {
        return new Parser(location).parse(text);
    }

    /** Walks the nodes of one file. */
    private static final class Parser {
        private final String location;
        private final List<SliProblem> problems = new ArrayList<>();
        private final Map<String, IndicatorQuery> queries = new LinkedHashMap<>();
        private final Set<String> unset = new LinkedHashSet<>();
        private final Map<String, Place> places = new HashMap<>();

        Parser(String location) {
            this.location = location;
        }

        SliYaml parse(String text) {
            try {
                if (text.codePointCount(0, text.length()) > FILE_LENGTH) {
                    throw new YAMLException("it has more than " + FILE_LENGTH + " characters");
                }
                readFile(yaml().compose(new StringReader(text)));
            } catch (ReaderException e) {
                add(Severity.ERROR, unprintable(text), "this is not valid YAML: " + firstLine(e));
            } catch (MarkedYAMLException e) {
                error(e.getProblemMark(), "this is not valid YAML: " + e.getProblem());
            } catch (YAMLException e) {
                error(null, "this is not valid YAML: " + firstLine(e));
            }
            problems.sort(Comparator.comparingInt(SliProblem::line).thenComparingInt(SliProblem::column));
            return new SliYaml(new SliConfig(queries, unset), List.copyOf(problems), places);
        }

        /** The place of the first character that YAML does not allow; the exception does not know it. */
        private static Place unprintable(String text) {
            String before = text.codePoints()
                    .takeWhile(StreamReader::isPrintable)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            int lineStart = before.lastIndexOf('\n') + 1;
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            return new Place(line, 1 + before.codePointCount(lineStart, before.length()));
        }

        private static Yaml yaml() {
            var options = new LoaderOptions();
            options.setCodePointLimit(FILE_LENGTH);
            options.setMaxAliasesForCollections(ALIASES);
            options.setNestingDepthLimit(DEPTH);
            return new Yaml(options);
        }

        private void readFile(Node root) {
            switch (root) {
                case null -> warn(Place.of(null), "the file is empty; it defines no indicator");
                case ScalarNode scalar
                when scalar.getTag().equals(Tag.NULL) ->
                    warn(Place.of(null), "the file is empty; it defines no indicator");
                case MappingNode file -> readIndicators(file);
                default ->
                    error(root.getStartMark(), "expected a map with the key \"indicators\", found " + kind(root));
            }
        }

        private void readIndicators(MappingNode file) {
            Map<String, NodeTuple> members = members(file);
            NodeTuple indicators = members.get("indicators");
            if (indicators == null) {
                String hint = NearestName.to("indicators", members.keySet())
                        .map(name -> "; is \"" + name + "\" meant?")
                        .orElse("");
                error(file.getStartMark(), "the key \"indicators\" is missing" + hint);
                return;
            }
            switch (indicators.getValueNode()) {
                case MappingNode map when map.getValue().isEmpty() -> noIndicators(map);
                case MappingNode map -> members(map).forEach((name, tuple) -> readQuery(name, tuple.getValueNode()));
                case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> noIndicators(scalar);
                case Node other ->
                    error(
                            other.getStartMark(),
                            "\"indicators\" must be a map of name to query, found " + kind(other)
                                    + "; write \"name: query\" lines without leading dashes");
            }
        }

        private void noIndicators(Node node) {
            warn(Place.of(node.getStartMark()), "\"indicators\" is empty; the file defines no indicator");
        }

        private void readQuery(String name, Node node) {
            Mark mark = node.getStartMark();
            if (!(node instanceof ScalarNode scalar)) {
                error(mark, "the query of \"" + name + "\" must be a text, found " + kind(node));
            } else if (scalar.getTag().equals(Tag.NULL)) {
                unset.add(name);
            } else if (scalar.getValue().isBlank()) {
                error(
                        mark,
                        "the query of \"" + name + "\" is empty; write a query, or leave the value out to take back"
                                + " the query of a wider level");
            } else if (scalar.getValue().length() > QUERY_LENGTH) {
                error(
                        mark,
                        "the query of \"" + name + "\" has " + scalar.getValue().length() + " characters; at most "
                                + QUERY_LENGTH + " are sent");
            } else {
                queries.put(name, new QueryTemplate(scalar.getValue()));
                places.put(name, Place.of(mark));
            }
        }

        /** The members by key; what is merged in with {@code <<} is overridden by the map's own. */
        private Map<String, NodeTuple> members(MappingNode map) {
            var members = new LinkedHashMap<String, NodeTuple>();
            collect(map, members, Collections.newSetFromMap(new IdentityHashMap<>()));
            return members;
        }

        /** Takes in each map once: again it adds nothing, and a map may contain itself. */
        private void collect(MappingNode map, Map<String, NodeTuple> members, Set<Node> seen) {
            if (!seen.add(map)) {
                return;
            }
            var own = new HashSet<String>();
            for (NodeTuple tuple : map.getValue()) {
                Node key = tuple.getKeyNode();
                if (!(key instanceof ScalarNode name)) {
                    error(key.getStartMark(), "a key must be a text, found " + kind(key));
                } else if (!own.add(name.getValue())) {
                    error(name.getStartMark(), "the key \"" + name.getValue() + "\" stands here twice; keep one");
                } else if (!name.getTag().equals(Tag.MERGE)) {
                    members.put(name.getValue(), tuple);
                }
            }
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                    merge(tuple, members, seen);
                }
            }
        }

        private void merge(NodeTuple tuple, Map<String, NodeTuple> members, Set<Node> seen) {
            List<Node> merged =
                    tuple.getValueNode() instanceof SequenceNode list ? list.getValue() : List.of(tuple.getValueNode());
            for (Node node : merged) {
                if (node instanceof MappingNode other) {
                    var others = new LinkedHashMap<String, NodeTuple>();
                    collect(other, others, seen);
                    others.forEach(members::putIfAbsent);
                } else {
                    error(
                            tuple.getKeyNode().getStartMark(),
                            "the key \"<<\" must have a map, or a list of maps, found " + kind(node));
                }
            }
        }

        private static String kind(Node node) {
            return switch (node) {
                case SequenceNode list -> "a list";
                case MappingNode map -> "a map";
                default -> "a single value";
            };
        }

        private void warn(Place place, String message) {
            add(Severity.WARNING, place, message);
        }

        private void error(Mark mark, String message) {
            add(Severity.ERROR, Place.of(mark), message);
        }

        private void add(Severity severity, Place place, String message) {
            problems.add(new SliProblem(severity, location, place.line(), place.column(), message));
        }

        private static String firstLine(YAMLException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }
}
