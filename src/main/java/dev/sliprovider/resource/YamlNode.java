package dev.sliprovider.resource;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** A node of a YAML document, with what the text says and nothing resolved. */
sealed interface YamlNode {

    /** @return where it begins */
    Mark mark();

    /**
     * A single value.
     *
     * @param tag as written, empty without one
     * @param isPlain whether it is written without quotes and not as a block
     */
    record Scalar(String tag, String value, boolean isPlain, Mark mark) implements YamlNode {}

    /** A list. */
    record Sequence(String tag, List<YamlNode> items, Mark mark) implements YamlNode {}

    /** A map; keys and values may be anything. */
    record Mapping(String tag, List<Entry> entries, Mark mark) implements YamlNode {}

    /**
     * A reference to a node; it may stand inside of that node.
     *
     * @param anchor name of the node
     */
    record Alias(String anchor, Anchored target, Mark mark) implements YamlNode {}

    /** A key and its value. */
    record Entry(YamlNode key, YamlNode value) {}

    /** The node of an anchor, known once it is complete. */
    final class Anchored {
        private YamlNode node;

        void complete(YamlNode complete) {
            this.node = complete;
        }

        YamlNode node() {
            return node;
        }
    }
}
