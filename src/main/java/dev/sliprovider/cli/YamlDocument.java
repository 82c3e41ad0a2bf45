package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A JSON document as YAML in lines. Texts are in double quotes, as JSON writes them, unless no reader of YAML could take
 * them for anything else.
 */
final class YamlDocument {

    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z_]*");
    /** Words that some version of YAML reads as a boolean or as nothing. */
    private static final Pattern WORD = Pattern.compile("y|n|yes|no|on|off|true|false|null");
    /** YAML 1.1 wants the sign of an exponent. */
    private static final Pattern EXPONENT = Pattern.compile("E(?=\\d)");

    private YamlDocument() {}

    /** @return the document, ended by a line break */
    static String of(JsonNode document) {
        var text = new StringBuilder();
        append(text, document, "");
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode node, String indent) {
        if (node.isObject()) {
            String prefix = "";
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                text.append(prefix).append(scalar(member.getKey())).append(':');
                value(text, member.getValue(), indent);
                prefix = indent;
            }
        } else {
            String prefix = "";
            for (JsonNode element : node) {
                text.append(prefix).append("-");
                if (element.isContainerNode() && !element.isEmpty()) {
                    text.append(' ');
                    append(text, element, indent + "  ");
                } else {
                    value(text, element, indent);
                }
                prefix = indent;
            }
        }
    }

    private static void value(StringBuilder text, JsonNode node, String indent) {
        if (node.isContainerNode() && !node.isEmpty()) {
            text.append('\n').append(indent).append("  ");
            append(text, node, indent + "  ");
        } else {
            text.append(' ').append(scalar(node)).append('\n');
        }
    }

    private static String scalar(JsonNode node) {
        return node.isTextual()
                ? scalar(node.asText())
                : node.isNumber() ? EXPONENT.matcher(node.toString()).replaceFirst("E+") : node.toString();
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()
                ? text
                : TextNode.valueOf(text).toString();
    }
}
