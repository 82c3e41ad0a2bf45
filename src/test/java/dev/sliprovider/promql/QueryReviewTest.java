package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReviewTest {

    private static final OptionalDouble EVERY_MINUTE = OptionalDouble.of(60);

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            sum(rate(x_total[$DURATION_SECONDS])                       | 1:4 syntax
            sum(rate(x_total[$DURATION_SECONDS]))) / 2                 | 1:38 syntax
            sum(x_total{a=$SERVICE})                                   | 1:15 syntax
            sumo(x)                                                    | 1:1 unknown-function
            sum(mad_over_time(x[$DURATION_SECONDS]))                   | 1:5 experimental
            x_total[$DURATION_SECONDS]                                 | 1:1 result-type
            "sum(x)"                                                   | 1:1 result-type
            sum by (job) (x)                                           | 1:5 several-series
            sum(x) without (job)                                       | 1:8 several-series
            topk(3, sum by (a) (x))                                    | 1:1 several-series
            histogram_quantile(0.9, sum by (le, job) (rate(x_bucket[$DURATION_SECONDS]))) | 1:29 several-series
            sum by (a) (x) / sum by (a) (y)                            | 1:5 several-series
            up                                                         | 1:1 not-aggregated
            rate(x_total{job="$SERVICE"}[$DURATION_SECONDS])           | 1:6 not-aggregated
            sum(rate(queue_depth[$DURATION_SECONDS]))                  | 1:10 counter-name
            sum(increase(memory_usage_bytes[${DURATION_SECONDS}]))     | 1:14 counter-name
            sum(rate(x_total[5m]))                                     | 1:18 fixed-range
            sum(rate(x_total[1m])) + avg(avg_over_time(y[$DURATION_SECONDS])) | 1:18 short-range
            sum(x{a=~"$LABEL.version"})                                | 1:11 raw-pattern
            sum(x{a!~'a|${handler}'})                                  | 1:13 raw-pattern
            sum(rate(x_total[300 s]))                                  | 1:22 stray-letter
            sum(rate(x_total[${DURATION_SECONDS}s]))                   | 1:18 syntax
            sum(x) # all good ones / sum(rate(y_total[$DURATION_SECONDS])) | 1:8 swallowed
            sum(x{p=~"\\/books"})                                     | 1:11 syntax
            MV2;MicroSecond;metricSelector=builtin:service.response.time:percentile(95) | 1:1 other-provider
            metricSelector=builtin:service.errors.total.rate:merge(0):avg&entitySelector=tag($SERVICE) | 1:1 other-provider
            avg:system.cpu.idle{host:$SERVICE}                         | 1:1 other-provider
            """)
    void problems_have_a_place_and_a_rule(String query, String problems) {
        assertThat(problems(query)).isEqualTo(problems);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(rate(http_requests_total{job=\"$SERVICE-$PROJECT-$STAGE\"}[$DURATION_SECONDS]))",
                "histogram_quantile(0.95, sum by (le) (rate(x_bucket{job=~\"$SERVICE-.*\"}[$DURATION_SECONDS])))",
                "sum by (job) (x{job=\"$SERVICE\"})",
                "sum by () (x)",
                "topk(1, x)",
                "scalar(x)",
                "time()",
                "vector(1)",
                "absent(x)",
                "quantile($QUANTILE, x)",
                "sum($METRIC{a=\"b\"})",
                "sum(rate($METRIC[$DURATION_SECONDS]))",
                "sum(x) > $THRESHOLD",
                "sum(x) or vector(0)",
                "sum(x) / on() group_left() sum(y)",
                "x{a=\"b\",c=\"$SERVICE\"}",
                "sum(x{a=\"$LABEL.version\"})",
                "sum(x{${LABEL.name}=\"b\"})",
                "sum(rate(x_total[${MINUTES}m]))",
                "sum(rate(x_total[$DURATION_SECONDS] offset $DURATION_SECONDS))",
                "sum(avg_over_time(x[$DURATION_SECONDS:30s]))",
                "sum(label_replace(x, \"a\", \"$1-$name\", \"b\", \"(?P<name>.*)-(.*)\"))",
                "# $NOBODY's\nsum(x)",
                "sum(x) # all good ones (see docs/a.md)",
                "sum(x) # all\n / sum(y)",
                "sum(x{a=~\"$DEPLOYMENT.*\"})"
            })
    void nothing_is_said_of_what_is_right(String query) {
        assertThat(problems(query)).isEmpty();
    }

    @Test
    void a_problem_is_shown_with_its_line_and_a_caret() {
        String query = "sum(\n  rat(x_total[$DURATION_SECONDS]))";
        QueryProblem problem =
                QueryReview.of(QueryText.of(query), OptionalDouble.empty()).getFirst();
        assertThat(problem.severity()).isEqualTo(QueryProblem.Severity.ERROR);
        assertThat(problem.shown(query)).isEqualTo("""
                there is no function rat; did you mean rate? (2:3 of the query); Prometheus would refuse the query [promql/unknown-function]
                      rat(x_total[$DURATION_SECONDS]))
                      ^^^""");
    }

    @Test
    void a_placeholder_is_quoted_as_it_is_written() {
        String query = "sum(rate(x_total[${DURATION_SECONDS}s]))";
        assertThat(QueryReview.of(QueryText.of(query), OptionalDouble.empty()))
                .singleElement()
                .extracting(QueryProblem::message)
                .isEqualTo(
                        "the duration ${DURATION_SECONDS}s has the unknown unit ss; there are y, w, d, h, m, s and ms");
    }

    @Test
    void every_rule_is_documented() throws IOException {
        String document = Files.readString(Path.of("docs/sli-yaml.md"));
        assertThat(QueryProblem.Rule.values()).allSatisfy(rule -> {
            String severity = new QueryProblem(new Span(0, 0), rule, "", "")
                    .severity()
                    .name()
                    .toLowerCase(Locale.ROOT);
            assertThat(document).contains("| `" + rule.id() + "` | " + severity + " | ");
        });
    }

    @Test
    void without_a_scrape_interval_no_range_is_too_short() {
        assertThat(QueryReview.of(
                        QueryText.of("sum(rate(x_total[1s])) + 0 * sum(y offset $DURATION_SECONDS)"),
                        OptionalDouble.empty()))
                .isEmpty();
    }

    @Test
    void what_is_too_large_to_read_is_not_judged() {
        assertThat(problems("(".repeat(300) + "x" + ")".repeat(300))).isEmpty();
    }

    private static String problems(String query) {
        List<QueryProblem> problems = QueryReview.of(QueryText.of(query), EVERY_MINUTE);
        return problems.stream()
                .map(problem -> LineColumn.of(query, problem.span().start()) + " "
                        + problem.rule().id().replace("promql/", ""))
                .collect(Collectors.joining(", "));
    }
}
