package dev.sliprovider.bench;

import java.util.Locale;

/** A plot being drawn: what all plots of the documents have in common. Lengths are in the plot's own pixels. */
public final class Svg {

    private final StringBuilder text;

    /** A white page. */
    public Svg(int width, int height) {
        text = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                width, height));
    }

    /** One line of text that begins here. */
    public void text(double x, double y, String words) {
        add("<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, words);
    }

    /** A line of the grid. */
    public void rule(double x1, double y1, double x2, double y2) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n", x1, y1, x2, y2);
    }

    /** An area in one colour. */
    public void area(double x, double y, double width, double height, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", x, y, width, height, colour);
    }

    /** @param points {@code x,y} with blanks between them */
    public void line(String points, String colour, boolean dashed) {
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n",
                points, colour, dashed ? " stroke-dasharray=\"4 3\"" : "");
    }

    /** @return one point for {@link #line} */
    public static String point(double x, double y) {
        return format("%.1f,%.1f", x, y);
    }

    /** @return the whole file */
    public String end() {
        return text + "</svg>\n";
    }

    private void add(String words, Object... arguments) {
        text.append(format(words, arguments));
    }

    private static String format(String words, Object... arguments) {
        return String.format(Locale.ROOT, words, arguments);
    }
}
