package dev.sliprovider.report;

/** Texts of others in reports: none may become markup, a control sequence or an invalid document. */
public final class Escapes {

    /** What means something in Markdown, or in the HTML and the mentions within. */
    private static final String MARKDOWN = "\\`*_{}[]()<>#+-!|~@:&$";

    /** Marks before the names of people, issues, changes, labels, epics, snippets and milestones. */
    private static final String REFERENCES = "@#!~&$%";

    private static final String INVISIBLE = "&#8203;";

    private Escapes() {}

    /** @return without control characters; line breaks become blanks */
    static String plain(String text) {
        return text.codePoints()
                .map(c -> c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .filter(c -> !isControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** @return a plain text of at most so many characters, the last of which says if it was cut */
    public static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return plain(text);
        }
        return plain(text.substring(0, text.offsetByCodePoints(0, most - 1))) + "…";
    }

    /** Marks that turn the direction of writing could hide what a name is. */
    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || c >= 0xfffe && c <= 0xffff;
    }

    /**
     * Escapes a text within a line of Markdown. GitHub and GitLab look for mentions, references and links in the text that
     * is shown, where an escaped mark is a mark again, so an invisible blank parts it from what follows.
     */
    static String markdown(String text) {
        String plain = plain(text);
        var escaped = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            char next = i + 1 < plain.length() ? plain.charAt(i + 1) : ' ';
            escaped.append(MARKDOWN.indexOf(c) >= 0 ? "&#" + (int) c + ";" : c);
            if (beginsReference(c, next) || c == '.' && plain.regionMatches(true, i - 3, "www", 0, 3)) {
                escaped.append(INVISIBLE);
            }
        }
        return escaped.toString();
    }

    private static boolean beginsReference(char mark, char next) {
        return mark == ':' && next == '/'
                || REFERENCES.indexOf(mark) >= 0 && (Character.isLetterOrDigit(next) || next == '"');
    }

    /** @return a text within XML 1.0, in an attribute or not */
    public static String xml(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    /** @return the value of a label in OpenMetrics */
    static String label(String text) {
        return plain(text).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
