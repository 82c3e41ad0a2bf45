package dev.sliprovider.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Each report is compared with a file, and read as those read it who it is for. */
class ReportsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/sliprovider/report");

    private static final Map<String, Verdict> VERDICTS = Map.of(
            "regression", ExampleVerdict.regression(),
            "pass", ExampleVerdict.pass(),
            "hostile", ExampleVerdict.hostile(),
            "errored", ExampleVerdict.errored());

    /** A sample of the text format: a name, labels with escaped values, a number. */
    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+\\{([a-z]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+} [-+0-9.e]+");

    @ParameterizedTest
    @ValueSource(strings = {"regression", "pass", "hostile", "errored"})
    void each_report_is_as_in_its_file(String name) throws IOException {
        Verdict verdict = VERDICTS.get(name);
        assertThat(TableReport.of(verdict)).isEqualTo(golden(name + ".txt"));
        assertThat(MarkdownReport.of(verdict)).isEqualTo(golden(name + ".md"));
        assertThat(JunitReport.of(verdict)).isEqualTo(golden(name + ".xml"));
        assertThat(OpenMetricsReport.of(verdict)).isEqualTo(golden(name + ".prom"));
    }

    /** Readers drop a test whose class and name another one has. */
    @Test
    void each_round_is_a_suite_of_classes_of_its_own() throws Exception {
        Element root = parse(JunitReport.of(List.of(ExampleVerdict.pass(), ExampleVerdict.regression())));
        List<Element> suites = elements(root, "testsuite");
        assertThat(suites).extracting(suite -> suite.getAttribute("name")).allSatisfy(name -> assertThat(name)
                .matches(".*/.* round [12]"));
        var classes = new HashSet<String>();
        elements(root, "testcase").forEach(each -> classes.add(each.getAttribute("classname")));
        assertThat(classes).hasSize(2).allSatisfy(name -> assertThat(name).matches(".*\\.round_[12]"));
        int tests = suites.stream()
                .mapToInt(suite -> Integer.parseInt(suite.getAttribute("tests")))
                .sum();
        assertThat(root.getAttribute("tests")).isEqualTo(Integer.toString(tests));
    }

    private static String golden(String file) throws IOException {
        return Files.readString(GOLDEN.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({"regression, fail, 30", "pass, pass, 100", "errored, fail, ''"})
    void one_word_and_one_number(String name, String result, String score) {
        assertThat(WordReport.result(VERDICTS.get(name))).isEqualTo(result);
        assertThat(WordReport.score(VERDICTS.get(name))).isEqualTo(score);
    }

    /** As GitLab's reader: class and name together are unique; the text within failure or error is what it shows. */
    @ParameterizedTest
    @ValueSource(strings = {"regression", "pass", "hostile", "errored"})
    void junit_has_what_gitlab_and_jenkins_read(String name)
            throws ParserConfigurationException, IOException, SAXException {
        Element root = parse(JunitReport.of(VERDICTS.get(name)));
        assertThat(root.getTagName()).isEqualTo("testsuites");
        List<Element> cases = elements(root, "testcase");
        var names = new HashSet<String>();
        assertThat(cases).isNotEmpty().allSatisfy(each -> {
            assertThat(names.add(each.getAttribute("classname") + " " + each.getAttribute("name")))
                    .isTrue();
            assertThat(each.getAttribute("classname")).as("Jenkins: no (root)").contains(".");
            assertThat(each.getAttribute("time")).isEqualTo("0");
        });
        List<Element> bad = new ArrayList<>(elements(root, "failure"));
        bad.addAll(elements(root, "error"));
        assertThat(bad)
                .allSatisfy(
                        each -> assertThat(each.getTextContent()).isNotBlank().isEqualTo(each.getAttribute("message")));
        assertThat(root.getAttribute("tests")).isEqualTo(Integer.toString(cases.size()));
        assertThat(root.getAttribute("failures"))
                .isEqualTo(Integer.toString(elements(root, "failure").size()));
        assertThat(root.getAttribute("errors"))
                .isEqualTo(Integer.toString(elements(root, "error").size()));
    }

    private static Element parse(String xml) throws ParserConfigurationException, IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
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

    @ParameterizedTest
    @ValueSource(strings = {"regression", "hostile", "errored"})
    void metrics_are_of_the_text_format(String name) {
        assertThat(OpenMetricsReport.of(VERDICTS.get(name)).lines())
                .allSatisfy(line -> assertThat(
                                line.startsWith("# ") || SAMPLE.matcher(line).matches())
                        .as(line)
                        .isTrue())
                .last()
                .isEqualTo("# EOF");
    }

    @Test
    void markdown_fits_into_a_comment_and_says_if_it_was_cut() {
        String text = MarkdownReport.of(ExampleVerdict.large());
        assertThat(text).hasSizeLessThanOrEqualTo(MarkdownReport.LONGEST).endsWith("longer than a comment may be.\n");
        assertThat(text.lines().findFirst()).hasValue("<!-- quality-gate:shop/qa/cart -->");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "[a](b)",
                "![a](b)",
                "a|b",
                "`a`",
                "*a*",
                "_a_",
                "@team",
                "#12",
                "!7",
                "http://e.vil",
                "www.e.vil",
                "-->",
                "a\nb",
                "\u202e",
                "\u0000",
                "&lt;",
                "~a~",
                "$x$",
                ":tada:",
                "%1",
            })
    void nothing_in_a_name_is_markdown(String name) {
        assertThat(Escapes.markdown(name))
                .doesNotContain("<", ">", "[", "]", "|", "`", "*", "_", "@", "://", "www.e", "\n", "\u202e", "\u0000")
                .doesNotContainPattern("&(?!#[0-9]+;)")
                .doesNotContainPattern("[#!%](?!&|[0-9]+;|$)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0088000000000000005, 0.0088",
        "33.333333333333336, 33.3333",
        "1234567, 1.23457e+06",
        "-0.5, -0.5",
        "0, 0"
    })
    void numbers_have_as_many_digits_as_people_read(double number, String text) {
        assertThat(Numbers.text(number)).isEqualTo(text);
    }

    @Test
    void numbers_that_differ_look_different() {
        assertThat(Numbers.apartFrom(0.1 + 0.2, 0.3)).isEqualTo("0.30000000000000004");
        assertThat(Numbers.apartFrom(0.3, 0.3)).isEqualTo("0.3");
    }
}
