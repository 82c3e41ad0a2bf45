package dev.sliprovider.sli;

import static dev.sliprovider.sli.ExampleTask.promql;
import static dev.sliprovider.sli.ExampleTask.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.sli.PromqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInQueryTest {

    private static final SliConfig BUILT_IN = BuiltInIndicators.withJob(BuiltInIndicators.DEFAULT_JOB);
    private static final BuiltInQuery SUM = new BuiltInQuery("sum(x{F}[D])", "j");

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            throughput        | sum(rate(http_requests_total{J}[600s]))
            error_rate        | (sum(rate(http_requests_total{J,status!~'2..'}[600s])) or 0*sum(rate(http_requests_total{J}[600s])))/sum(rate(http_requests_total{J}[600s]))
            response_time_p50 | histogram_quantile(0.50,sum(rate(http_response_time_milliseconds_bucket{J}[600s]))by(le))
            response_time_p90 | histogram_quantile(0.90,sum(rate(http_response_time_milliseconds_bucket{J}[600s]))by(le))
            response_time_p95 | histogram_quantile(0.95,sum(rate(http_response_time_milliseconds_bucket{J}[600s]))by(le))
            """)
    void the_built_in_queries_are_those_of_the_go_service(String indicator, String promql) {
        assertThat(promql(BUILT_IN.queries().get(indicator).plan(indicator, ExampleTask.plain())))
                .isEqualTo(promql.replace("J", "job='catalog-bookshop-preprod-canary'"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            a | b           | sum(x{job='j',a='b'}[600s])
            a | 'b'         | sum(x{job='j',a='b'}[600s])
            a | "b"         | sum(x{job='j',a='b'}[600s])
            a | o'brien     | sum(x{job='j',a='o\\'brien'}[600s])
            a | say "hi"    | sum(x{job='j',a='say "hi"'}[600s])
            a | b\\c        | sum(x{job='j',a='b\\\\c'}[600s])
            a | ='b'        | sum(x{job='j',a='b'}[600s])
            a | !='b'       | sum(x{job='j',a!='b'}[600s])
            a | !="b"       | sum(x{job='j',a!='b'}[600s])
            a | != 'b'      | sum(x{job='j',a!='b'}[600s])
            a | =~'b.*'     | sum(x{job='j',a=~'b.*'}[600s])
            a | !~"b|c"     | sum(x{job='j',a!~'b|c'}[600s])
            a | !=b         | sum(x{job='j',a!='b'}[600s])
            a | =~"it's"    | sum(x{job='j',a=~'it\\'s'}[600s])
            a | =~"a\\"b"   | sum(x{job='j',a=~'a"b'}[600s])
            a | =~"a\\\\.b" | sum(x{job='j',a=~'a\\\\.b'}[600s])
            a | =           | sum(x{job='j',a=''}[600s])
            a | {F}[D]      | sum(x{job='j',a='{F}[D]'}[600s])
            a | $SERVICE    | sum(x{job='j',a='$SERVICE'}[600s])
            job | blackbox  | sum(x{job='blackbox'}[600s])
            job | =~'a|b'   | sum(x{job=~'a|b'}[600s])
            Job | b         | sum(x{job='j',Job='b'}[600s])
            a | 'b          | rejected: UNSAFE_VALUE
            a | !='b        | rejected: UNSAFE_VALUE
            a | !='b'c'     | rejected: UNSAFE_VALUE
            a | !='b'} or y | rejected: UNSAFE_VALUE
            a | 'b\\'       | rejected: UNSAFE_VALUE
            a-b | c         | rejected: UNSAFE_VALUE
            a="1",b | c     | rejected: UNSAFE_VALUE
            1a | c          | rejected: UNSAFE_VALUE
            """)
    void a_filter_is_one_matcher_or_refused(String key, String value, String promql) {
        assertThat(promql(SUM.plan("a", ExampleTask.withFilters(new Filter(key, value)))))
                .isEqualTo(promql);
    }

    @Test
    void filters_stand_in_the_order_of_the_event() {
        SliTask task = ExampleTask.withFilters(new Filter("z", "1"), new Filter("a", "2"), new Filter("m", "!='3'"));
        assertThat(promql(SUM.plan("a", task))).isEqualTo("sum(x{job='j',z='1',a='2',m!='3'}[600s])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "=@", "!=@", "=~@", "!~@", "='@'", "!=\"@\"", "=~'@", "'@'", "\"@"})
    void no_filter_value_adds_or_removes_a_matcher(String form) {
        HostileText.texts(3_000).forEach(text -> {
            SliTask task = ExampleTask.withFilters(new Filter("a", form.replace("@", text)), new Filter("b", "c"));
            String promql = promql(SUM.plan("i", task));
            if (!promql.equals("rejected: UNSAFE_VALUE")) {
                List<Token> tokens = PromqlTokens.of(promql);
                assertThat(shape(tokens)).as(promql).matches("sum\\(x\\{job=S,a(=|!=|=~|!~)S,b=S}\\[600s]\\)");
                assertThat(tokens).contains(new Token(true, "j"), new Token(true, "c"));
            }
        });
    }

    @Test
    void a_value_without_operator_and_quotes_is_matched_as_it_is() {
        HostileText.texts(3_000)
                .filter(text -> !text.matches("(?s)\\s*(=|!=|!~|'|\").*"))
                .forEach(text -> {
                    String promql = promql(SUM.plan("i", ExampleTask.withFilters(new Filter("a", text))));
                    assertThat(PromqlTokens.of(promql)).as(promql).contains(new Token(true, text.strip()));
                });
    }

    @Test
    void no_name_in_the_scope_ends_the_literal_of_the_job() {
        HostileText.texts(3_000).filter(text -> !text.isBlank()).forEach(text -> {
            SliTask task = ExampleTask.of(new Scope(text, "preprod", "catalog"), List.of(), Map.of());
            String promql = promql(BUILT_IN.queries().get("throughput").plan("throughput", task));
            assertThat(PromqlTokens.of(promql))
                    .as(promql)
                    .contains(new Token(true, "catalog-" + text + "-preprod-canary"));
        });
    }

    @Test
    void the_job_may_refer_to_labels_and_tells_what_is_missing() {
        var query = new BuiltInQuery("x{F}", "$LABEL.app-$DEPLOYMENT");
        assertThat(promql(query.plan("i", ExampleTask.withLabels(Map.of("app", "shop")))))
                .isEqualTo("x{job='shop-canary'}");
        assertThat(rejection(query.plan("i", ExampleTask.plain())).cause()).contains("$LABEL.app");
    }

    @Test
    void a_refused_filter_is_named() {
        var why = rejection(SUM.plan("i", ExampleTask.withFilters(new Filter("handler", "!='x"))));
        assertThat(why.message()).startsWith("i: the filter \"handler\" cannot be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a'b", "a\\b", "a\nb"})
    void a_job_that_would_break_the_query_is_refused_at_start_up(String job) {
        assertThatIllegalArgumentException().isThrownBy(() -> BuiltInIndicators.withJob(job));
    }

    /** The query with every literal as S. */
    private static String shape(List<Token> tokens) {
        var texts = new ArrayList<String>();
        tokens.forEach(token -> texts.add(token.literal() ? "S" : token.text()));
        return String.join("", texts);
    }
}
