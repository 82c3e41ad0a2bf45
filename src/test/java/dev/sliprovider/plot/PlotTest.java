package dev.sliprovider.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sliprovider.plot.Line.Stroke;
import dev.sliprovider.plot.Panel.Band;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PlotTest {

    private static final int WIDTH = 400;

    @Test
    void a_line_has_gaps_where_a_value_is_missing() {
        assertThat(plot(line("", Stroke.SOLID, 1, 2, Double.NaN, 3, 4)).element())
                .doesNotContain("NaN")
                .containsPattern("d=\"M[0-9. ]+L[0-9. ]+M[0-9. ]+L[0-9. ]+\"");
    }

    @Test
    void a_limit_is_level_around_each_point() {
        assertThat(plot(line("", Stroke.STEPS, 1, 2, Double.NaN, 4)).element())
                .containsPattern("d=\"M[0-9. ]+H[0-9.]+V[0-9.]+H[0-9.]+M[0-9. ]+H[0-9.]+\"");
    }

    @Test
    void one_point_is_in_the_middle() {
        var point = new Point(0, 5, Optional.of(new Mark(Mark.Shape.DISC, Colour.BLUE, "the only one")));
        var line = new Line("", Colour.BLUE, Stroke.SOLID, List.of(point));

        assertThat(plot(line).element()).contains("the only one").doesNotContain("NaN");
    }

    @Test
    void a_line_that_is_out_of_sight_is_named_with_an_arrow() {
        Line values = line("", Stroke.SOLID, 1, 2);
        Line above = line("limit", Stroke.STEPS, 1_000, 1_000);
        var panel = new Panel("", names(2), LinearScale.covering(1, 2, 4), List.of(values, above), List.of());

        assertThat(new Plot("", WIDTH, 100, "", List.of(panel)).element()).contains("↑ limit");
    }

    @Test
    void nothing_of_others_becomes_markup() throws IOException, SAXException, ParserConfigurationException {
        String text = "</text><script>\"'&\u0000\u202e\ud83d\ude00\ud83d";
        var point = new Point(0, 5, Optional.of(new Mark(Mark.Shape.CROSS, Colour.RED, text)));
        var line = new Line(text, Colour.BLUE, Stroke.SOLID, List.of(point));
        var panel = new Panel(
                text, new CategoryScale(List.of(text)), LinearScale.covering(0, 5, 4), List.of(line), List.of());

        Element root = parse(new Plot(text, WIDTH, 100, text, List.of(panel)).document());

        assertThat(elements(root, "script")).isEmpty();
        assertThat(elements(root, "text").getLast().getTextContent()).contains("</text><script>\"'&");
    }

    /** As in a plot of a benchmark, whose names were cut off once. */
    @Test
    void all_texts_have_room_and_do_not_overlap() throws IOException, SAXException, ParserConfigurationException {
        Line[] lines = IntStream.range(0, 9)
                .mapToObj(i -> line(
                        "a jar with C2, at most " + i + " at once, on a Wednesday", Stroke.SOLID, 1, 2 + i / 100.0))
                .toArray(Line[]::new);

        Element root = parse(plot(lines).document());

        double height = Double.parseDouble(root.getAttribute("viewBox").split(" ")[3]);
        List<Element> names = elements(root, "text").stream()
                .filter(text -> text.getTextContent().startsWith("a jar"))
                .toList();
        assertThat(names).hasSize(9).allSatisfy(name -> {
            double right = Double.parseDouble(name.getAttribute("x")) + TextWidth.of(name.getTextContent());
            assertThat(right).isLessThanOrEqualTo(WIDTH);
            assertThat(Double.parseDouble(name.getAttribute("y"))).isBetween(0.0, height);
        });
        for (int i = 1; i < names.size(); i++) {
            assertThat(Double.parseDouble(names.get(i).getAttribute("y"))
                            - Double.parseDouble(names.get(i - 1).getAttribute("y")))
                    .isGreaterThanOrEqualTo(TextWidth.SIZE);
        }
    }

    @Test
    void names_of_an_axis_that_have_no_room_are_left_out_but_the_last_one_stays() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "build-" + i).toList();
        var panel = new Panel(
                "", new CategoryScale(names), LinearScale.covering(0, 1, 4), List.of(), List.of(new Band(3, 5)));

        assertThat(new Plot("", WIDTH, 100, "", List.of(panel)).element())
                .contains(">build-39<")
                .doesNotContain(">build-38<")
                .contains("<rect");
    }

    @Test
    void heights_move_as_little_as_possible() {
        assertThat(Spread.of(new double[] {10, 50, 51, 90}, 16, 0, 100))
                .containsExactly(new double[] {10, 42.5, 58.5, 90}, within(1e-9));
        assertThat(Spread.of(new double[] {98, 99, 100}, 16, 0, 100))
                .containsExactly(new double[] {68, 84, 100}, within(1e-9));
        assertThat(Spread.of(new double[] {0, 1}, 16, 0, 100)).containsExactly(new double[] {0, 16}, within(1e-9));
        assertThat(Spread.of(new double[] {}, 16, 0, 100)).isEmpty();
    }

    @Test
    void a_logarithmic_axis_shows_numbers_above_0_only() {
        LogarithmicScale scale = LogarithmicScale.of(5, 2_000);

        assertThat(scale.share(5)).isZero();
        assertThat(scale.share(100)).isCloseTo(0.5, within(1e-9));
        assertThat(scale.share(0)).isNaN();
        assertThat(scale.ticks().stream().map(Tick::label)).containsExactly("10", "100", "1000");
    }

    @ParameterizedTest
    @EnumSource
    void colours_can_be_told_from_a_light_page_and_a_dark_one(Colour colour) {
        double light = luminance(colour.code()) + 0.05;
        assertThat(1.05 / light).as("on white").isGreaterThanOrEqualTo(3);
        assertThat(light / (luminance("#0f1318") + 0.05)).as("on dark").isGreaterThanOrEqualTo(3);
    }

    @Test
    void the_first_eight_lines_have_colours_of_their_own() {
        assertThat(IntStream.range(0, 8).mapToObj(Colour::ofLine)).doesNotHaveDuplicates();
    }

    /** As WCAG defines it. */
    private static double luminance(String code) {
        double[] parts = Stream.of(1, 3, 5)
                .mapToDouble(i -> Integer.parseInt(code.substring(i, i + 2), 16) / 255.0)
                .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static Line line(String name, Stroke stroke, double... values) {
        List<Point> points = IntStream.range(0, values.length)
                .mapToObj(i -> new Point(i, values[i]))
                .toList();
        return new Line(name, Colour.BLUE, stroke, points);
    }

    private static CategoryScale names(int count) {
        return new CategoryScale(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    private static Plot plot(Line... lines) {
        double[] values = Arrays.stream(lines)
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::y)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        LinearScale scale = LinearScale.covering(values[0], values[values.length - 1], 4);
        return new Plot(
                "",
                WIDTH,
                100,
                "",
                List.of(new Panel("", names(lines[0].points().size()), scale, List.of(lines), List.of())));
    }

    private static Element parse(String svg) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
