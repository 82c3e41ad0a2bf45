package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.sli.UnusableQuery;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliYamlTest {

    @Test
    void reads_texts_of_every_style_in_their_order() {
        SliYaml yaml = parse("""
                spec_version: "1.0"
                unknown: {a: [1]}
                indicators:
                  plain: up{a="b"}
                  single: 'up{a="b"}'
                  double: "up{a=\\"b\\"}"
                  literal: |
                    sum(up)
                    / 2
                  folded: >-
                    sum(up)
                    / 2
                  number: 5
                  truth: true
                  7: seven
                  taken_back:
                  also: ~
                """);
        assertThat(yaml.problems()).isEmpty();
        assertThat(written(yaml.config()))
                .containsExactly(
                        "plain=up{a=\"b\"}",
                        "single=up{a=\"b\"}",
                        "double=up{a=\"b\"}",
                        "literal=sum(up)\n/ 2\n",
                        "folded=sum(up) / 2",
                        "number=5",
                        "truth=true",
                        "7=seven");
        assertThat(yaml.config().unset()).containsExactlyInAnyOrder("taken_back", "also");
    }

    @Test
    void a_query_that_is_not_indented_is_named() {
        assertThat(parse("spec_version: '1.0'\nindicators:\nok: vector(1)\n").problems())
                .extracting(SliProblem::toString)
                .singleElement()
                .asString()
                .endsWith("2:12: \"indicators\" is empty; the file defines no indicator; \"ok\" in line 3 stands beside"
                        + " \"indicators\", not below it: indent it");
    }

    @Test
    void tells_where_each_query_begins() {
        SliYaml yaml = parse("indicators:\n  a: up\n  b:\n    down\n  c: |\n    x\n");
        assertThat(yaml.places().get("a")).isEqualTo(new SliYaml.Place(2, 6));
        assertThat(yaml.places().get("b")).isEqualTo(new SliYaml.Place(4, 5));
        assertThat(yaml.places().get("c")).isEqualTo(new SliYaml.Place(5, 6));
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of("- a\n", "1:1: expected a map with the key \"indicators\", found a list"),
                Arguments.of("\n\n  text\n", "3:3: expected a map with the key \"indicators\", found a single value"),
                Arguments.of(
                        "indicator:\n  a: up\n", "1:1: the key \"indicators\" is missing; is \"indicator\" meant?"),
                Arguments.of(
                        "indicators:\n  - a: up\n", "2:3: \"indicators\" must be a map of name to query, found a list"),
                Arguments.of(
                        "indicators: up\n",
                        "1:13: \"indicators\" must be a map of name to query, found a single value"),
                Arguments.of("indicators:\n  a: up\n  a: down\n", "3:3: the key \"a\" occurs twice; keep one"),
                Arguments.of(
                        "indicators:\n  a: up\nindicators:\n  b: up\n", "3:1: the key \"indicators\" occurs twice"),
                Arguments.of("indicators:\n  a:\n    b: up\n", "3:5: the query of \"a\" must be a text, found a map"),
                Arguments.of("indicators:\n  a: [1]\n", "2:6: the query of \"a\" must be a text, found a list"),
                Arguments.of("indicators:\n  [a]: up\n", "2:3: a key must be a text, found a list"),
                Arguments.of("indicators:\n  ? {a: b}\n  : up\n", "2:5: a key must be a text, found a map"),
                Arguments.of("indicators:\n  <<: up\n", "2:7: \"<<\" takes a map"),
                Arguments.of("indicators:\n  a: \"up\n", "3:1: this is not valid YAML"),
                Arguments.of("indicators:\n\ta: up\n", "2:1: this is not valid YAML"),
                Arguments.of("indicators:\n  a: up{b: c}: d\n", "2:10: this is not valid YAML"),
                Arguments.of("indicators:\n  a: *nobody\n", "2:6: this is not valid YAML"),
                Arguments.of("indicators:\n  a: up\n---\nindicators:\n  b: up\n", "3:1: this is not valid YAML"),
                Arguments.of("indicators:\n  a: u\u0007p\n", "2:7: this is not valid YAML"),
                Arguments.of("indicators:\n  é😀: u\u0000p\n", "2:8: this is not valid YAML"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_tells_its_line_and_column(String text, String problem) {
        SliYaml yaml = parse(text);
        assertThat(yaml.problems()).hasSize(1);
        assertThat(yaml.problems().getFirst().toString()).startsWith("sli.yaml:" + problem);
        assertThat(yaml.isUsable()).isFalse();
    }

    static Stream<Arguments> unusableQueries() {
        return Stream.of(
                Arguments.of("''\n", "2:6: the query of \"a\" is empty"),
                Arguments.of("' '\n", "2:6: the query of \"a\" is empty"),
                Arguments.of(
                        "x".repeat(16_385) + "\n",
                        "2:6: the query of \"a\" has 16385 characters; at most 16384 are sent"),
                Arguments.of(">\n    sum(x) # all\n    / sum(y)\n", "3:12: the query of \"a\" has a comment here"),
                Arguments.of(">-\n    # the share\n    sum(x)\n", "3:5: the query of \"a\" has a comment here"),
                Arguments.of("sum(x)#all\n    / sum(y)\n", "2:12: the query of \"a\" has a comment here"),
                Arguments.of("'sum(x) # all\n    / sum(y)'\n", "2:14: the query of \"a\" has a comment here"),
                Arguments.of("\"sum(x) # all \\\n    / sum(y)\"\n", "2:14: the query of \"a\" has a comment here"),
                Arguments.of(
                        ">\n    sum(x{a=\"#\"}) # one\n    # two\n    / sum(y)\n",
                        "3:19: the query of \"a\" has a comment here"));
    }

    @ParameterizedTest
    @MethodSource("unusableQueries")
    void a_query_that_cannot_be_sent_leaves_the_others_alone(String query, String problem) {
        SliYaml yaml = parse("indicators:\n  a: " + query + "  b: up\n");
        assertThat(yaml.problems()).hasSize(1);
        assertThat(yaml.problems().getFirst().severity()).isEqualTo(Severity.UNUSABLE_QUERY);
        assertThat(yaml.problems().getFirst().toString()).startsWith("sli.yaml:" + problem);
        assertThat(yaml.isUsable()).isTrue();
        assertThat(yaml.config().queries().get("a")).isInstanceOf(UnusableQuery.class);
        assertThat(yaml.config().queries().get("b")).isEqualTo(new QueryTemplate("up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|\n    sum(x) # all\n    / sum(y)\n",
                ">\n    sum(x)\n    / sum(y) # all\n",
                ">\n    sum(x) # all\n    # of them\n",
                ">\n    sum(x) # all\n\n    / sum(y)\n",
                ">\n    sum(x{a=\"#\"})\n    / sum(y)\n",
                "'sum(x) # all / sum(y)'\n"
            })
    void a_comment_that_ends_where_its_line_does_is_none_of_them(String query) {
        assertThat(parse("indicators:\n  a: " + query).problems()).isEmpty();
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                Arguments.of("# nothing\na: b\n", "2:1: the key \"indicators\" is missing; the file defines no"),
                Arguments.of("{}\n", "1:1: the key \"indicators\" is missing"),
                Arguments.of("spec_version: '1.0'\n", "1:1: the key \"indicators\" is missing"),
                Arguments.of("", "1:1: the file is empty"),
                Arguments.of("# only this\n", "1:1: the file is empty"),
                Arguments.of("---\n", "1:1: the file is empty"),
                Arguments.of("~\n", "1:1: the file is empty"),
                Arguments.of("indicators:\n", "1:12: \"indicators\" is empty"),
                Arguments.of("a: b\nindicators: {}\n", "2:13: \"indicators\" is empty"),
                Arguments.of("indicators: ~\n", "1:13: \"indicators\" is empty"));
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void an_empty_file_is_usable_with_a_warning(String text, String problem) {
        SliYaml yaml = parse(text);
        assertThat(yaml.problems()).hasSize(1);
        assertThat(yaml.problems().getFirst().severity()).isEqualTo(Severity.WARNING);
        assertThat(yaml.problems().getFirst().toString()).startsWith("sli.yaml:" + problem);
        assertThat(yaml.isUsable()).isTrue();
    }

    @Test
    void all_problems_are_told_in_the_order_of_the_file() {
        SliYaml yaml = parse("indicators:\n  a: []\n  b: up\n  b: up\n  c: ''\n");
        assertThat(yaml.problems())
                .extracting(SliProblem::line, SliProblem::column)
                .containsExactly(tuple(2, 6), tuple(4, 3), tuple(5, 6));
    }

    @Test
    void a_character_that_nobody_sees_in_a_name_is_named() {
        assertThat(parse("indicators:\n  a\u200Bb: up\n").problems())
                .singleElement()
                .asString()
                .contains("\"a<U+200B>b\" has the invisible character U+200B");
        assertThat(parse("indica\u200Btors:\n  a: up\n").problems())
                .singleElement()
                .asString()
                .contains("is \"indica<U+200B>tors\" meant?");
    }

    @Test
    void a_byte_order_mark_does_not_matter() {
        assertThat(written(parse("\uFEFFindicators:\n  a: up\n").config())).containsExactly("a=up");
    }

    @Test
    void merged_maps_are_read_and_overridden() {
        SliYaml yaml = parse("""
                base: &base {a: one, b: two}
                more: &more {b: three, c: four}
                indicators:
                  b: own
                  <<: [*base, *more]
                """);
        assertThat(yaml.problems()).isEmpty();
        assertThat(written(yaml.config())).containsExactlyInAnyOrder("a=one", "b=own", "c=four");
    }

    @Test
    void aliases_are_read() {
        assertThat(written(parse("indicators:\n  a: &q up\n  b: *q\n").config()))
                .containsExactly("a=up", "b=up");
    }

    @Test
    void a_map_that_contains_itself_ends() {
        SliYaml yaml = parse("indicators: &x\n  a: up\n  <<: *x\n");
        assertThat(written(yaml.config())).containsExactly("a=up");
    }

    @Test
    void aliases_that_multiply_are_not_followed_one_by_one() {
        String bomb = IntStream.range(1, 24)
                .mapToObj(i -> "m%d: &m%d {<<: [*m%d, *m%d], k%d: up}".formatted(i, i, i - 1, i - 1, i))
                .collect(Collectors.joining("\n", "m0: &m0 {k0: up}\n", "\nindicators: *m23\n"));
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> parse(bomb));
    }

    @Test
    void more_than_fifty_aliases_of_maps_are_refused() {
        String text = "m: &m {a: b}\nl: [" + "*m, ".repeat(60) + "]\nindicators: {a: up}\n";
        assertThat(parse(text).isUsable()).isFalse();
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(parse("a: " + "[".repeat(10_000)).isUsable()).isFalse();
    }

    @Test
    void a_file_that_is_too_long_is_refused() {
        assertThat(parse("#".repeat(SliYaml.FILE_LENGTH + 1)).isUsable()).isFalse();
    }

    /** The time of the processor is counted, because other work on the machine says nothing about this. */
    @Test
    @Timeout(60)
    void many_indicators_are_read_quickly() {
        String text = IntStream.range(0, 50_000)
                .mapToObj(i -> "  i" + i + ": up\n")
                .collect(Collectors.joining("", "indicators:\n", ""));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        SliYaml yaml = parse(text);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(yaml.config().queries()).hasSize(50_000);
    }

    @Test
    void nothing_in_a_file_makes_an_object() {
        SliYaml yaml = parse("indicators:\n  a: !!javax.script.ScriptEngineManager [x]\n");
        assertThat(yaml.isUsable()).isFalse();
    }

    private static SliYaml parse(String text) {
        return SliYaml.parse("sli.yaml", text);
    }

    private static List<String> written(SliConfig config) {
        return config.queries().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + ((QueryTemplate) entry.getValue()).text())
                .toList();
    }
}
