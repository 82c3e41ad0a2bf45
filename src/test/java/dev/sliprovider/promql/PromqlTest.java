package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            up                                  | NAME up, END
            a:b + 1                             | METRIC_NAME a:b, SYMBOL +, NUMBER 1, END
            sum BY (le)                         | KEYWORD sum, KEYWORD BY, SYMBOL (, NAME le, SYMBOL ), END
            {sum=~'x'}                          | SYMBOL {, NAME sum, SYMBOL =~, STRING 'x', SYMBOL }, END
            x[5m:30s]                           | NAME x, SYMBOL [, DURATION 5m, COLON :, DURATION 30s, SYMBOL ], END
            1 # why                             | NUMBER 1, COMMENT # why, END
            inf >= NaN                          | NUMBER inf, SYMBOL >=, NUMBER NaN, END
            "a\\"b" `c\\`                       | STRING "a\\"b", STRING `c\\`, END
            0x1F 1e-3 1_000 1h30m               | NUMBER 0x1F, NUMBER 1e-3, NUMBER 1_000, DURATION 1h30m, END
            """)
    void tokens(String query, String tokens) {
        assertThat(Lexer.tokens(query).stream()
                        .map(token -> (token.kind() + " " + token.text()).strip())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            1 + 2 * 3                                   | (+ 1 (* 2 3))
            1 * 2 + 3                                   | (+ (* 1 2) 3)
            1 - 2 - 3                                   | (- (- 1 2) 3)
            2 ^ 3 ^ 2                                   | (^ 2 (^ 3 2))
            -2 ^ 2                                      | (minus (^ 2 2))
            -a * b                                      | (* (minus a) b)
            2 ^ -1 * 3                                  | (* (^ 2 (minus 1)) 3)
            a atan2 b * c                               | (* (atan2 a b) c)
            a or b and c unless d                       | (or a (unless (and b c) d))
            a > b == bool c                             | (== bool (> a b) c)
            a + b > c and d                             | (and (> (+ a b) c) d)
            -a offset 1m                                | (minus a offset 60)
            a + b offset 5m                             | (+ a b offset 300)
            a offset 5m + 1                             | (+ a offset 300 1)
            a offset -1h @ 1.5                          | a offset -3600 @ 1.5
            a[1m] @ start()                             | (range a 60 @ start)
            a @ END()                                   | a @ end
            {"a.b", 'c d'="e", f=~`\\d`}                | {__name__=a.b,c d=e,f=~\\d}
            sum by (a, "b.c") (x)                       | (sum by[a, b.c] x)
            sum(x) without ()                           | (sum without[] x)
            topk(3, x)                                  | (topk 3 x)
            a / on(b) group_left(c, d) e                | (/ on[b] left[c, d] a e)
            a * ignoring(b) group_right e               | (* ignoring[b] right[] a e)
            histogram_quantile(0.9, rate(x_bucket[5m])) | (histogram_quantile 0.9 (rate (range x_bucket 300)))
            (rate(x[5m]))[1h:1m]                        | (subquery [(rate (range x 300))] 3600 60)
            x[5m y]                                     | (subquery x 300)
            and and or                                  | (and and or)
            sum + by                                    | (+ sum by)
            5m + 0x1f + 017 + 1_0                       | (+ (+ (+ 300 31) 15) 10)
            "\\x61\\142\\u0063\\t"                      | 'abc\t'
            """)
    void trees(String query, String shape) {
        assertThat(Shape.of(query)).isEqualTo(shape.replace("\\t", "\t"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            sum(rate(x[5m])             | 1:4: the ( is not closed before the query ends
            sum(rate(x[5m])))           | 1:17: unexpected ): no parenthesis is open here
            rate(x[5m                   | 1:7: the [ is not closed before the query ends
            x{a="b"                     | 1:2: the { is not closed before the query ends
            x{a="b}                     | 1:5: the string does not end; close it with "
            x{a=b}                      | 1:5: unexpected "b": a value in quotes was expected after =
            x{a}                        | 1:4: unexpected "}": one of = != =~ !~ was expected after the label a
            x y                         | 1:3: unexpected "y": an operator or the end of the query was expected
            rat(x[5m])                  | 1:1: there is no function rat; did you mean rate?
            Rate(x[5m])                 | 1:1: there is no function Rate; did you mean rate?
            holt_winters(x[5m], 1, 1)   | 1:1: there is no function holt_winters: Prometheus 3 has renamed it to double_exponential_smoothing
            first_over_time(x[5m])      | 1:1: there is no function first_over_time in Prometheus 3.5; newer servers have it
            rate(x)                     | 1:6: rate takes a range vector here, this is an instant vector
            rate(x[5m], 1)              | 1:1: rate takes 1 argument, not 2
            round(x, 1, 2)              | 1:1: round takes 1 to 2 arguments, not 3
            label_join(x, "a")          | 1:1: label_join takes at least 3 arguments, not 2
            topk(x)                     | 1:1: topk takes 2 arguments, not 1
            count_values(1, x)          | 1:14: the parameter of count_values takes a string here, this is a scalar
            1 > 2                       | 1:3: a comparison of scalars needs bool: > bool
            1 and x                     | 1:3: and stands between instant vectors only
            a + bool b                  | 1:3: bool follows comparisons only, not +
            a + on(x) group_left(x) b   | 1:3: the label x must not stand in on and in group_left or group_right at once
            {a=~".*"}                   | 1:1: the selector would select every series; it needs a name, or a matcher that does not match an empty value
            x{__name__="y"}             | 1:3: the name of the metric stands before the braces already
            x{a=~"("}                   | 1:6: the pattern is no regular expression of RE2: a ) is missing
            x{a=~"(?=b)"}               | 1:6: the pattern is no regular expression of RE2: there is no group that begins with (?=b
            x{a=~"b++"}                 | 1:6: the pattern is no regular expression of RE2: two repetitions follow each other
            x{a=~"\\d"}                 | 1:7: there is no escape \\d in a string; a backslash is written as \\\\
            x[1h1d]                     | 1:3: the duration 1h1d has its units in the wrong order; the largest comes first, each at most once
            x[5x]                       | 1:3: 5x is neither a number nor a duration such as 5m or 1h30m
            sum(x)[5m]                  | 1:8: a range needs a selector before it; for other expressions a subquery such as [5m:] is meant
            sum(x) offset 5m            | 1:8: offset directly follows a selector or a subquery, not another expression
            x offset 1m offset 2m       | 1:13: there is an offset already
            sum​(x)                     | 1:4: the invisible character U+200B stands here, probably from a copied text: delete it
            x{﻿a="b"}                   | 1:3: the invisible character U+FEFF stands here, probably from a copied text: delete it
            x = 1                       | 1:3: unexpected =: a comparison is written as ==; matchers such as = and =~ stand in braces
            x[5m+5m]                    | 1:3: a duration that is calculated is experimental: Prometheus reads it only with --enable-feature=promql-duration-expr
            info(x)                     | 1:1: the function info is experimental: Prometheus knows it only with --enable-feature=promql-experimental-functions
            """)
    void refusals_say_where_and_what(String query, String message) {
        assertThat(Shape.of(query)).isEqualTo(message);
    }

    @Test
    void an_empty_query_is_refused() {
        assertThat(Shape.of("")).isEqualTo("1:1: the query is empty");
        assertThat(Shape.of(" # nothing\n")).isEqualTo("2:1: the query is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info(x)",
                "info(x, {a=\"b\"})",
                "info(x, {a=~\".*\"})",
                "x[5m+5m]",
                "x[(5m)]",
                "x offset -(2*5m)",
                "x[5m:1m^2]",
                "mad_over_time(x[5m])",
                "limitk(1, x)",
                "x[- -5m]"
            })
    void features_can_be_switched_on(String query) {
        assertThat(Promql.read(query, Features.ALL)).isInstanceOf(Promql.Query.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"info(x, y)", "info(x, sum(y))", "x[5m/0]", "x[(0)]", "x[-(5m)]", "x[5m+]"})
    void features_have_rules_too(String query) {
        assertThat(Promql.read(query, Features.ALL)).isInstanceOf(Promql.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "-",
                "sum(",
                "a^",
                "a+",
                "a or ",
                "x{a=~\"",
                "a[5m:]",
                "abs(",
                "1",
                "1s",
                "1_",
                "0x",
                "a=~",
                "{a=\"b\"}",
                "x{a=~\"(a|",
                "a,",
                "sum by (",
                "\\",
                "1e",
                "a and ",
                "\"",
                "{",
                "[",
                "((a+",
                "#"
            })
    void hostile_queries_end_quickly(String part) {
        String query = part.repeat(Promql.LONGEST / part.length());
        assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(Promql.read(query)).isNotNull());
    }

    @Test
    void what_is_too_large_is_not_judged() {
        assertThat(Promql.read("1".repeat(Promql.LONGEST + 1))).isInstanceOf(Promql.NotRead.class);
        assertThat(Shape.of("(".repeat(201) + "1" + ")".repeat(201)))
                .isEqualTo("not read: it is nested deeper than 200 levels");
        assertThat(Shape.of("a" + "+a".repeat(1_001)))
                .isEqualTo("not read: it has a chain of more than 1000 operators or levels");
    }

    @Test
    void long_but_flat_queries_are_read() {
        String matchers =
                IntStream.range(0, 5_000).mapToObj(i -> "l" + i + "=\"v\"").collect(Collectors.joining(","));
        assertThat(Promql.read("x{" + matchers + "}")).isInstanceOf(Promql.Query.class);
        assertThat(Promql.read("a" + "+a".repeat(990))).isInstanceOf(Promql.Query.class);
    }

    @Test
    void every_part_knows_where_it_stands() {
        String query = "sum by (a) (rate(x{b=\"c\"}[5m] offset 1m)) / 2";
        var read = (Promql.Query) Promql.read(query);
        assertThat(Walk.all(read.expr())
                        .map(part ->
                                query.substring(part.span().start(), part.span().end())))
                .containsExactly(
                        query,
                        "sum by (a) (rate(x{b=\"c\"}[5m] offset 1m))",
                        "rate(x{b=\"c\"}[5m] offset 1m)",
                        "x{b=\"c\"}[5m] offset 1m",
                        "x{b=\"c\"}",
                        "2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(a[5m])                   | true",
                "max_over_time(up[1h:1m])      | true",
                "sum(a{path=~\"/v[0-9]+\"})     | false",
                "a{b=\"[\"} / c                 | false",
                "up                            | false",
                "rollup(a[5m]) keep_metric_names | true",
                "not ( readable                | false"
            })
    void a_range_is_no_bracket_in_a_text(String query, boolean readsRange) {
        assertThat(Promql.readsRange(query)).isEqualTo(readsRange);
    }
}
