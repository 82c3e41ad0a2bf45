package dev.sliprovider.resource;

import dev.sliprovider.resource.SliYaml.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;

/** Reads the first document of a YAML text, as Lighthouse does (contract §10.11, 8), within limits. */
final class YamlReader {

    private static final int ALIASES = 50;
    private static final int DEPTH = 20;

    /** Each takes another reading of the file. */
    private static final int TABS = 100;

    private final GoScanner scanner;
    private final Parser parser;
    private final Map<String, YamlNode.Anchored> anchors = new HashMap<>();
    private int aliases;
    private int depth;

    private YamlReader(String text) {
        this.scanner = new GoScanner(text, YamlText.options());
        this.parser = new ParserImpl(scanner);
    }

    /** @return the content of the first document; empty if there is none */
    static Optional<YamlNode> read(String text) throws YamlText.UnreadableException {
        String blanked = text;
        for (int tabs = 0; ; tabs++) {
            try {
                var reader = new YamlReader(blanked);
                return YamlText.parse(blanked, reader.parser, reader::document);
            } catch (YamlText.UnreadableException e) {
                Optional<String> without = tabs < TABS && e.codePoint() >= 0
                        ? Tabs.blanked(blanked, blanked.offsetByCodePoints(0, e.codePoint()))
                        : Optional.empty();
                if (without.isEmpty()) {
                    throw e;
                }
                blanked = without.get();
            }
        }
    }

    private Optional<YamlNode> document() throws YamlText.UnreadableException {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.getEvent();
        YamlNode root = node();
        parser.getEvent();
        scanner.lookAhead();
        return Optional.of(root);
    }

    private YamlNode node() throws YamlText.UnreadableException {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        YamlNode.Anchored anchored = anchored((NodeEvent) event);
        depth++;
        if (depth > DEPTH) {
            throw refused(event, "it is nested more than " + DEPTH + " levels deep");
        }
        YamlNode node =
                switch (event) {
                    case ScalarEvent scalar ->
                        new YamlNode.Scalar(
                                text(scalar.getTag()),
                                scalar.getValue(),
                                scalar.getScalarStyle() == ScalarStyle.PLAIN,
                                scalar.getStartMark());
                    case SequenceStartEvent start ->
                        new YamlNode.Sequence(text(start.getTag()), items(), start.getStartMark());
                    case MappingStartEvent start ->
                        new YamlNode.Mapping(text(start.getTag()), entries(), start.getStartMark());
                    default -> throw refused(event, "it has no node where one is expected");
                };
        depth--;
        anchored.complete(node);
        return node;
    }

    private static String text(String tag) {
        return tag == null ? "" : tag;
    }

    private YamlNode.Anchored anchored(NodeEvent event) {
        var anchored = new YamlNode.Anchored();
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), anchored);
        }
        return anchored;
    }

    private YamlNode alias(AliasEvent event) throws YamlText.UnreadableException {
        YamlNode.Anchored target = anchors.get(event.getAnchor());
        if (target == null) {
            throw new YamlText.UnreadableException(
                    Place.of(event.getStartMark()),
                    "\"*" + event.getAnchor() + "\" refers to an anchor that does not stand above it");
        }
        aliases += target.node() instanceof YamlNode.Scalar ? 0 : 1;
        if (aliases > ALIASES) {
            throw refused(event, "it has more than " + ALIASES + " aliases of lists and maps");
        }
        return new YamlNode.Alias(event.getAnchor(), target, event.getStartMark());
    }

    private List<YamlNode> items() throws YamlText.UnreadableException {
        var items = new ArrayList<YamlNode>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node());
        }
        parser.getEvent();
        return items;
    }

    private List<YamlNode.Entry> entries() throws YamlText.UnreadableException {
        var entries = new ArrayList<YamlNode.Entry>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            YamlNode key = node();
            entries.add(new YamlNode.Entry(key, node()));
        }
        parser.getEvent();
        return entries;
    }

    private static YamlText.UnreadableException refused(Event event, String cause) {
        return new YamlText.UnreadableException(
                Place.of(event.getStartMark()), "the file is refused: " + cause + "; make it simpler");
    }
}
