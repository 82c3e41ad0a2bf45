package dev.sliprovider.plot;

/** SVG being written, whose texts may be of others. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** @param attributes names and values in turn; numbers get one decimal place, an empty value leaves its name out */
    Svg open(String element, Object... attributes) {
        begin(element, attributes);
        text.append('>');
        return this;
    }

    Svg close(String element) {
        text.append("</").append(element).append(">\n");
        return this;
    }

    /** An element without content. */
    Svg add(String element, Object... attributes) {
        begin(element, attributes);
        text.append("/>\n");
        return this;
    }

    Svg text(String words) {
        text.append(escaped(words));
        return this;
    }

    private void begin(String element, Object... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1] instanceof Number number
                    ? number(number.doubleValue())
                    : escaped(attributes[i + 1].toString());
            if (!value.isEmpty()) {
                text.append(' ')
                        .append(attributes[i])
                        .append("=\"")
                        .append(value)
                        .append('"');
            }
        }
    }

    /** @return with one decimal place, if it is not 0 */
    static String number(double number) {
        long tenths = Math.round(number * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    /** Leaves out what XML does not allow, and marks that turn the direction of writing. */
    private static String escaped(String words) {
        var escaped = new StringBuilder();
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isShown(c) ? c : ' ');
            }
        });
        return escaped.toString();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && c != 0xfffe
                && c != 0xffff;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
