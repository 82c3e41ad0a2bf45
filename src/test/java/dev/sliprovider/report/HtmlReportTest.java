package dev.sliprovider.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import dev.sliprovider.slo.Target;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page is well-formed XML, so that the parser of the JDK reads it. */
class HtmlReportTest {

    private static final String DOCTYPE = "<!DOCTYPE html>\n";
    private static final Path GOLDEN = Path.of("src/test/resources/dev/sliprovider/report");

    /** Nothing else is in the template; above all no element that runs or loads anything. */
    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "section",
            "div",
            "p",
            "h1",
            "h2",
            "b",
            "i",
            "bdi",
            "span",
            "small",
            "wbr",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "details",
            "summary",
            "figure",
            "figcaption",
            "svg",
            "defs",
            "symbol",
            "use",
            "path",
            "rect",
            "circle",
            "text");

    private static String page(ExampleHistory history) {
        return HtmlReport.of(history.verdict(), history.earlier());
    }

    @Test
    void pages_are_as_in_their_files() throws IOException {
        var shop = ExampleHistory.shop();
        assertThat(golden(HtmlReport.of(shop.verdict(), shop.earlier().subList(0, 3))))
                .isEqualTo(Files.readString(GOLDEN.resolve("history.html")));
        assertThat(golden(HtmlReport.of(ExampleVerdict.pass(), List.of())))
                .isEqualTo(Files.readString(GOLDEN.resolve("pass.html")));
        assertThat(golden(HtmlReport.of(ExampleVerdict.errored(), shop.earlier().subList(0, 1))))
                .isEqualTo(Files.readString(GOLDEN.resolve("errored.html")));
    }

    /** The style sheet is looked at, not compared. */
    static String golden(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "<style></style>").replaceAll("sha256-[^']+", "sha256-…");
    }

    @Test
    void a_page_says_what_became_of_each_objective() throws Exception {
        Element page = parse(page(ExampleHistory.shop()));

        assertThat(text(page, "title")).containsExactly("FAIL cart – quality gate");
        List<String> rows = text(elements(page, "tbody").getFirst(), "tr");
        assertThat(rows).hasSize(10);
        assertThat(rows.getFirst())
                .contains(
                        "fail",
                        "error_rate",
                        "key",
                        "0.031",
                        "0.00845031",
                        "+0.0225",
                        "+267 %",
                        "<=+10% = 0.00929534",
                        "0/2")
                .contains("error_rate is 0.031, wanted: at most 0.00929534 (<=+10% of the earlier 0.00845031)");
        assertThat(rows.get(1))
                .contains("orders_per_second has no value: no data")
                .doesNotContain("0.0");
        assertThat(rows.get(2)).contains("warning", "queue_depth is 150, wanted: less than 100");
        assertThat(rows)
                .filteredOn(row -> row.contains("throughput"))
                .first()
                .asString()
                .contains("info", "–––");
    }

    @Test
    void the_heatmap_has_a_row_for_each_indicator_and_a_column_for_each_evaluation() throws Exception {
        Element page = parse(page(ExampleHistory.shop()));
        Element heat = elements(page, "table").get(1);

        assertThat(text(elements(heat, "thead").getFirst(), "th"))
                .hasSize(21)
                .startsWith("build-201")
                .endsWith("build-220", "build-221");
        List<Element> rows = elements(elements(heat, "tbody").getFirst(), "tr");
        assertThat(rows).hasSize(11).allSatisfy(row -> assertThat(elements(row, "td"))
                .hasSize(21));
        assertThat(rows.stream().map(row -> text(row, "th").getFirst()))
                .startsWith("Score", "cache_hit_ratio", "error_rate")
                .endsWith("throughput");
        assertThat(elements(rows.getFirst(), "td").getLast().getTextContent()).isEqualTo("65 fail");
        assertThat(elements(rows.get(2), "td").getLast().getTextContent()).isEqualTo("0.031 fail");
        assertThat(elements(rows.get(2), "td").stream().map(cell -> cell.getAttribute("class")))
                .endsWith("", "cmp", "cmp", "f now");
    }

    @Test
    void each_indicator_with_a_value_has_a_plot_with_its_targets() throws Exception {
        Element page = parse(page(ExampleHistory.shop()));
        Map<String, String> figures = elements(page, "figure").stream()
                .collect(Collectors.toMap(figure -> text(figure, "figcaption").getFirst(), Element::getTextContent));

        assertThat(figures).hasSize(11);
        assertThat(figures.get("Score")).contains("pass 90", "warning 75", "build-221: 65, fail");
        assertThat(figures.get("error_rate  fail")).contains("<=+10%", "<0.05", "build-221: 0.031, fail");
        assertThat(figures.get("queue_depth  warning")).contains("<100", "warning <200");
    }

    @Test
    void a_target_that_is_far_away_does_not_flatten_the_values() {
        var history = new ExampleHistory(List.of(ExampleHistory.objective("latency", "", 1, false, "<1000")), Map.of());
        history.add(List.of(SliValue.of("latency", 3)));
        history.add(List.of(SliValue.of("latency", 4)));

        assertThat(page(history)).contains("↑ &lt;1000");
    }

    /** A record of somebody else may say 1e999. */
    @Test
    void infinite_values_of_a_record_have_no_point() {
        var result = new ObjectiveResult(
                1,
                Optional.of(SliValue.of("response_p95", Double.POSITIVE_INFINITY)),
                "",
                Optional.of(List.of(new Target("<=+10%", Double.NEGATIVE_INFINITY, false))),
                Optional.empty(),
                false,
                ObjectiveResult.Status.PASS);
        var details = new Evaluation.Details(
                "",
                "",
                Evaluation.Result.PASS,
                Double.POSITIVE_INFINITY,
                Optional.of(List.of(result)),
                List.of(),
                true);
        var past = new PastEvaluation(
                "e1",
                Instant.parse("2026-01-15T13:59:00Z"),
                new Evaluation(Evaluation.Status.SUCCEEDED, Evaluation.Result.PASS, "", Map.of(), details));

        assertThat(HtmlReport.of(ExampleVerdict.pass(), List.of(past)))
                .contains("<i>+Inf</i>", "2026-01-15 13:59")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void the_first_evaluation_has_no_empty_charts() throws Exception {
        Element page = parse(HtmlReport.of(ExampleVerdict.pass(), List.of()));

        assertThat(elements(page, "table")).hasSize(1);
        assertThat(elements(page, "figure")).isEmpty();
        assertThat(page.getTextContent()).contains("appear with the second evaluation");
    }

    @Test
    void what_could_not_be_evaluated_is_neither_a_failure_nor_a_score_of_0() throws Exception {
        Element page = parse(
                HtmlReport.of(ExampleVerdict.errored(), ExampleHistory.shop().earlier()));

        assertThat(text(page, "b")).containsExactly("ERROR");
        assertThat(page.getTextContent()).contains("Could not parse SLO file", "could not be evaluated");
        assertThat(elements(elements(page, "tbody").getFirst(), "td").stream().map(Element::getTextContent))
                .contains("– could not be evaluated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</title></style><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)\" x='",
                "'); url(http://e.vil) /*",
                "{style.raw} {#include report} {|",
                "&lt;b&gt; &#60;",
                "\u202eevil\u202c \u2066x\u2069 \u200b",
                "\u0000\u0007\u001b[31m",
                "]]> <!-- <![CDATA[",
                "\ud83d\ude00\ud83d",
            })
    void names_and_messages_are_text(String text) throws Exception {
        String html = page(ExampleHistory.hostile(text));
        Element page = parse(html);

        assertThat(html).doesNotContain("\u202e", "\u2066", "\u0000", "\u001b");
        assertThat(page.getTextContent()).contains(Escapes.plain(text).strip());
        for (Element element : elements(page, "*")) {
            assertThat(ELEMENTS).contains(element.getTagName());
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                assertThat(attributes.item(i).getNodeName())
                        .doesNotStartWith("on")
                        .isNotIn("src", "style", "action");
            }
            assertThat(element.getAttribute("href")).matches("|#[pwfmein]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 100_000})
    void long_names_and_messages_are_cut(int length) throws Exception {
        assertThat(page(ExampleHistory.hostile("x".repeat(length)))).hasSizeLessThan(60_000);
    }

    @Test
    void the_policy_allows_the_style_sheet_alone() throws Exception {
        Element page = parse(page(ExampleHistory.shop()));
        String style = text(page, "style").getFirst();

        assertThat(elements(page, "meta").stream()
                        .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                        .map(meta -> meta.getAttribute("content")))
                .containsExactly("default-src 'none'; style-src 'sha256-" + sha256(style)
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(style).doesNotContain("url(", "@import", "<");
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_usual_page_is_small_and_the_largest_is_bounded() throws Exception {
        assertThat(page(ExampleHistory.shop())).hasSizeLessThan(120_000);
        String largest = page(ExampleHistory.large(500, 30));
        assertThat(largest).hasSizeLessThan(2_200_000);
        Element page = parse(largest);
        assertThat(elements(page, "figure")).hasSize(1 + Trends.MOST);
        assertThat(page.getTextContent()).contains("440 more indicators have no plot", "460 more indicators");
    }

    @ParameterizedTest
    @CsvSource({
        "0.031, 0.008, +0.023, +288 %",
        "1, 2, -1, -50 %",
        "2, 2, 0, 0 %",
        "5, 0, +5, ''",
        "-1, -2, +1, +50 %",
        "400000000, 350000000, '+50,000,000', +14.3 %",
        "1e308, -1e308, –, ''",
        "1, 1e-300, +1, ''"
    })
    void differences_are_of_the_earlier_value(double value, double earlier, String difference, String percent) {
        assertThat(ObjectiveRow.difference(value, earlier))
                .isEqualTo(Map.of("difference", difference, "percent", percent));
    }

    private static Element parse(String html) throws ParserConfigurationException, IOException, SAXException {
        assertThat(html).startsWith(DOCTYPE);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.substring(DOCTYPE.length()))))
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        return new ArrayList<>(IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList());
    }

    /** Without what is said about marks of a plot. */
    private static List<String> text(Element root, String name) {
        return elements(root, name).stream()
                .filter(element -> !element.getParentNode().getNodeName().matches("svg|path"))
                .map(Element::getTextContent)
                .toList();
    }
}
