package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Setting.Style;
import dev.sliprovider.http.Secret;
import dev.sliprovider.prometheus.Parameter;
import dev.sliprovider.sli.NearestName;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The settings of an endpoint as YAML: the old form of the Secret ({@code url}, {@code user}, {@code password}; contract
 * §8) with the names of all other settings. No message repeats a value.
 */
final class EndpointYaml {

    private static final int LENGTH = 1 << 20;

    private final String place;

    /** @param place for people */
    private EndpointYaml(String place) {
        this.place = place;
    }

    /** @throws EndpointException naming place and line if it cannot be read */
    static Map<Setting, String> read(String place, String text) {
        return new EndpointYaml(place).settings(text);
    }

    private Map<Setting, String> settings(String text) {
        var settings = new EnumMap<Setting, String>(Setting.class);
        if (!(compose(text) instanceof MappingNode map)) {
            throw new EndpointException(place + " is no YAML map; expected lines such as \"url: https://host/path\"");
        }
        for (NodeTuple member : map.getValue()) {
            Setting setting = setting(member.getKeyNode());
            if (settings.put(setting, value(setting, member.getValueNode())) != null) {
                throw wrong(member.getKeyNode(), setting.in(Style.YAML) + " is there twice");
            }
        }
        return settings;
    }

    private Node compose(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LENGTH);
        try {
            return new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options)
                    .getSingleNode();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new EndpointException(place + ", line " + line + ": this is not valid YAML; quote values that have"
                    + " characters such as : # { [ or @");
        } catch (YAMLException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // The library's scanner throws the last two at some broken escapes and cut collections.
            throw new EndpointException(place + " cannot be read as YAML");
        }
    }

    private Setting setting(Node key) {
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        return Setting.ofYaml(name).orElseThrow(() -> {
            List<String> names = Arrays.stream(Setting.values())
                    .map(setting -> setting.in(Style.YAML))
                    .toList();
            // Only names similar to a setting are quoted, because other text may be a misplaced secret.
            return wrong(
                    key,
                    NearestName.to(name, names)
                            .map(near -> "\"" + name + "\" is no setting; is " + near + " meant?")
                            .orElse("there is a name that is no setting; the settings are "
                                    + String.join(", ", names)));
        });
    }

    /** Headers and parameters may be maps, scopes and URLs lists. */
    private String value(Setting setting, Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "";
            case ScalarNode scalar -> scalar.getValue();
            case MappingNode map when setting == Setting.HEADERS -> pairs(map, ": ", "\n");
            case MappingNode map
            when setting == Setting.PARAMETERS || setting == Setting.OAUTH2_PARAMETERS -> parameters(map);
            case SequenceNode list
            when setting == Setting.URL || setting == Setting.OAUTH2_SCOPES ->
                list.getValue().stream().map(this::text).collect(Collectors.joining(" "));
            default -> throw wrong(node, setting.in(Style.YAML) + " must be a text");
        };
    }

    private String parameters(MappingNode map) {
        return map.getValue().stream()
                .map(member ->
                        new Parameter(text(member.getKeyNode()), new Secret(text(member.getValueNode()))).encoded())
                .collect(Collectors.joining("&"));
    }

    private String pairs(MappingNode map, String between, String after) {
        return map.getValue().stream()
                .map(member -> oneLine(member.getKeyNode()) + between + oneLine(member.getValueNode()))
                .collect(Collectors.joining(after));
    }

    private String oneLine(Node node) {
        String text = text(node);
        if (text.lines().count() > 1) {
            throw wrong(node, "a header has one line");
        }
        return text.strip();
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, "expected a text");
    }

    private EndpointException wrong(Node node, String why) {
        return new EndpointException(place + ", line " + (node.getStartMark().getLine() + 1) + ": " + why);
    }
}
