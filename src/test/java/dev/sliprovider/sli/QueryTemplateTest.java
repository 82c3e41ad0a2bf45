package dev.sliprovider.sli;

import static dev.sliprovider.sli.ExampleTask.promql;
import static dev.sliprovider.sli.ExampleTask.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.sli.PromqlTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTemplateTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            up                                      | up
            up{p="$PROJECT",s='$STAGE'}             | up{p="bookshop",s='preprod'}
            up{s=`$SERVICE`}                        | up{s=`catalog`}
            up{d="$DEPLOYMENT"}                     | up{d="canary"}
            rate(x[$DURATION_SECONDS])              | rate(x[600s])
            rate(x[${DURATION_SECONDS}])            | rate(x[600s])
            up{ns="$PROJECT-$STAGE"}                | up{ns="bookshop-preprod"}
            up{j="$SERVICE_$STAGE"}                 | up{j="catalog_preprod"}
            up{j="$SERVICE__$STAGE"}                | up{j="catalog__preprod"}
            up{j="$SERVICE_"}                       | up{j="catalog_"}
            up{j="${SERVICE}_canary"}               | up{j="catalog_canary"}
            up{j="$SERVICE.$PROJECT.svc:80"}        | up{j="catalog.bookshop.svc:80"}
            $SERVICE:errors:rate5m                  | catalog:errors:rate5m
            up{j=~"$SERVICE$"}                      | up{j=~"catalog$"}
            up{j=~"^b$"}                            | up{j=~"^b$"}
            up{j=~"^(a$|b$)"}                       | up{j=~"^(a$|b$)"}
            up{j=~"x${2}"}                          | up{j=~"x${2}"}
            label_replace(up,"a","$1-${2}","b","c") | label_replace(up,"a","$1-${2}","b","c")
            label_replace(up,"a","$$","b","c")      | label_replace(up,"a","$$","b","c")
            label_replace(up,"a","$x","b","(?P<x>.*)")   | label_replace(up,"a","$x","b","(?P<x>.*)")
            label_replace(up,"a","${x}y","b","(?<x>.*)") | label_replace(up,"a","${x}y","b","(?<x>.*)")
            up{a="it's $STAGE"}                     | up{a="it's preprod"}
            up{a='"$STAGE"'}                        | up{a='"preprod"'}
            up{a="\\"$STAGE"}                       | up{a="\\"preprod"}
            up{a="\\$STAGE"}                        | up{a="\\$STAGE"}
            up{a=`\\$STAGE`}                        | up{a=`\\preprod`}
            up # $NOBODY's $SERVICE "               | up # $NOBODY's $SERVICE "
            """)
    void fills_in_what_every_task_defines(String template, String promql) {
        assertThat(promql(new QueryTemplate(template).plan("a", ExampleTask.plain())))
                .isEqualTo(promql);
    }

    @Test
    void goes_on_filling_in_behind_a_comment() {
        var template = new QueryTemplate("up{a=\"$STAGE\"} # don't ask \"why\"\n* on() x{b='$SERVICE'}");
        assertThat(promql(template.plan("a", ExampleTask.plain())))
                .isEqualTo("up{a=\"preprod\"} # don't ask \"why\"\n* on() x{b='catalog'}");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            x{a="$LABEL.app"}                        | x{a="shop"}
            x{a="$LABEL.app_id"}                     | x{a="17"}
            x{a="$LABEL.app.kubernetes.io/name"}     | x{a="catalog-api"}
            x{a="${LABEL.app}_id"}                   | x{a="shop_id"}
            x{a="$LABEL.app-canary"}                 | x{a="shop-canary"}
            x{a="${LABEL.my:key}"}                   | x{a="colon"}
            x{a="$LABEL.dollars"}                    | x{a="$SERVICE$LABEL.app"}
            x{a="$LABEL.none"}                       | rejected: UNRESOLVED_PLACEHOLDER
            x{a="$LABEL.ap"}                         | rejected: UNRESOLVED_PLACEHOLDER
            x{a="$LABEL.APP"}                        | rejected: UNRESOLVED_PLACEHOLDER
            """)
    void fills_in_labels_the_longest_name_first(String template, String promql) {
        var labels = Map.of(
                "app", "shop",
                "app_id", "17",
                "app.kubernetes.io/name", "catalog-api",
                "my:key", "colon",
                "dollars", "$SERVICE$LABEL.app",
                "", "empty");
        assertThat(promql(new QueryTemplate(template).plan("a", ExampleTask.withLabels(labels))))
                .isEqualTo(promql);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            x{a="$region"}                  | x{a="eu"}
            x{a="$REGION"}                  | x{a="eu"}
            x{a="$Region"}                  | rejected: UNRESOLVED_PLACEHOLDER
            x{a="$handler"}                 | x{a="!=/health"}
            x{a="$HANDLER"}                 | x{a="!=/health"}
            x{a="$SERVICE"}                 | x{a="other"}
            x{a="$service_name"}            | rejected: UNRESOLVED_PLACEHOLDER
            x{a="$STAGE"}                   | x{a="preprod"}
            x{a=~"^b$"}                     | x{a=~"^b$"}
            x{a=~"^b$|c",b="d"}             | x{a=~"^b$|c",b="d"}
            label_replace(x,"a","$1","b","c") | label_replace(x,"a","$1","b","c")
            """)
    void fills_in_filters_which_override_what_is_built_in(String template, String promql) {
        SliTask task = ExampleTask.withFilters(
                new Filter("region", "\"eu\""),
                new Filter("handler", "!='/health'"),
                new Filter("service", "other"),
                new Filter("S", "s"),
                new Filter("", "empty"),
                new Filter("\"", "quote"),
                new Filter("|c", "regex"),
                new Filter("1", "group"));
        assertThat(promql(new QueryTemplate(template).plan("a", task))).isEqualTo(promql);
    }

    @Test
    void a_key_cannot_swallow_the_text_behind_a_placeholder() {
        var labels = Map.of("x", "5m", "x])+vector(0", "1h");
        assertThat(promql(new QueryTemplate("rate(a[$LABEL.x])+vector(0)").plan("a", ExampleTask.withLabels(labels))))
                .isEqualTo("rate(a[5m])+vector(0)");
    }

    @Test
    void the_first_of_two_filters_with_one_key_counts() {
        SliTask task = ExampleTask.withFilters(new Filter("k", "first"), new Filter("k", "second"));
        assertThat(promql(new QueryTemplate("x{a=\"$k\"}").plan("a", task))).isEqualTo("x{a=\"first\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            x{a="$LABEL.v"}   | say "hi"      | x{a="say \\"hi\\""}
            x{a='$LABEL.v'}   | say "hi"      | x{a='say "hi"'}
            x{a='$LABEL.v'}   | it's          | x{a='it\\'s'}
            x{a="$LABEL.v"}   | it's          | x{a="it's"}
            x{a="$LABEL.v"}   | a\\d          | x{a="a\\\\d"}
            x{a='$LABEL.v'}   | a\\d          | x{a='a\\\\d'}
            x{a=`$LABEL.v`}   | a\\d "'       | x{a=`a\\d "'`}
            x{a=`$LABEL.v`}   | a`b           | rejected: UNSAFE_VALUE
            x{a="$LABEL.v"}   | a`b           | x{a="a`b"}
            rate(x[$LABEL.v]) | 5m            | rate(x[5m])
            x * $LABEL.v      | 0.95          | x * 0.95
            $LABEL.v          | ns:metric_a-b | ns:metric_a-b
            x * $LABEL.v      | 1 or vector(0) | rejected: UNSAFE_VALUE
            x * $LABEL.v      | a{b}          | rejected: UNSAFE_VALUE
            x * $LABEL.v      | é             | rejected: UNSAFE_VALUE
            x{$LABEL.v="1"}   | a#b           | rejected: UNSAFE_VALUE
            """)
    void writes_a_value_as_its_place_demands(String template, String value, String promql) {
        SliTask task = ExampleTask.withLabels(Map.of("v", value));
        assertThat(promql(new QueryTemplate(template).plan("a", task))).isEqualTo(promql);
    }

    @Test
    void an_empty_value_stands_in_a_literal_only() {
        SliTask task = ExampleTask.withLabels(Map.of("v", ""));
        assertThat(promql(new QueryTemplate("x{a=\"$LABEL.v\"}").plan("a", task)))
                .isEqualTo("x{a=\"\"}");
        assertThat(promql(new QueryTemplate("x * $LABEL.v").plan("a", task))).isEqualTo("rejected: UNSAFE_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "'", "`"})
    void no_value_changes_anything_but_its_own_literal(String quote) {
        var template = new QueryTemplate(
                "sum(x{a=~@<$LABEL.v>@,b='$STAGE',c=\"d\",e=`f`}[5m]) # c\n/ y{s=\"$SERVICE\"}".replace("@", quote));
        List<Token> plain = PromqlTokens.of(promql(template.plan("a", ExampleTask.withLabels(Map.of("v", "plain")))));
        int place = plain.indexOf(new Token(true, "<plain>"));

        HostileText.texts(5_000).forEach(value -> {
            String promql = promql(template.plan("a", ExampleTask.withLabels(Map.of("v", value))));
            if (quote.equals("`") && value.contains("`")) {
                assertThat(promql).isEqualTo("rejected: UNSAFE_VALUE");
                return;
            }
            var expected = new ArrayList<>(plain);
            expected.set(place, new Token(true, "<" + value + ">"));
            assertThat(PromqlTokens.of(promql)).as(promql).isEqualTo(expected);
        });
    }

    @Test
    void outside_of_a_literal_a_value_is_one_token_or_refused() {
        var template = new QueryTemplate("a / $LABEL.v / b");
        HostileText.texts(5_000).forEach(value -> {
            String promql = promql(template.plan("a", ExampleTask.withLabels(Map.of("v", value))));
            assertThat(promql)
                    .isEqualTo(
                            value.matches("[A-Za-z0-9_:.-]+")
                                    ? "a / " + value + " / b"
                                    : "rejected: " + Reason.UNSAFE_VALUE);
        });
    }

    @Test
    void no_template_makes_the_planning_fail() {
        SliTask task = ExampleTask.of(
                ExampleTask.SCOPE, List.of(new Filter("a", "=~'x'"), new Filter("n", "'")), Map.of("v", "\"'`\\"));
        HostileText.texts(5_000).filter(text -> !text.isBlank()).forEach(text -> assertThat(
                        new QueryTemplate(text).plan("a", task))
                .isNotNull());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            $SERVIC            | nothing defines the placeholder $SERVIC; did you mean $SERVICE?
            ${service}         | nothing defines the placeholder ${service}; did you mean $SERVICE?
            $SERVICE_ID        | nothing defines the placeholder $SERVICE_ID
            $DURATION_SECONDSs | nothing defines the placeholder $DURATION_SECONDSs; did you mean $DURATION_SECONDS?
            $LABEL.tem         | nothing defines the placeholder $LABEL.tem; did you mean $LABEL.team?
            $zzzzzz            | nothing defines the placeholder $zzzzzz.
            """)
    void an_undefined_placeholder_is_named_with_the_nearest_name(String written, String message) {
        var why = rejection(
                new QueryTemplate("x{a=\"" + written + "\"}").plan("a", ExampleTask.withLabels(Map.of("team", "red"))));
        assertThat(why.reason()).isEqualTo(Reason.UNRESOLVED_PLACEHOLDER);
        assertThat(why.cause())
                .startsWith(message)
                .contains("Known here: $PROJECT, $STAGE, $SERVICE, $DEPLOYMENT, $DURATION_SECONDS, $LABEL.team.");
    }

    @Test
    void the_known_names_are_told_in_the_order_of_the_event() {
        var labels = new LinkedHashMap<String, String>();
        List.of("zulu", "alpha", "mike", "bravo", "yankee", "charlie").forEach(key -> labels.put(key, "1"));
        var why = rejection(new QueryTemplate("$NOBODY").plan("a", ExampleTask.withLabels(labels)));
        assertThat(why.cause())
                .endsWith("$LABEL.zulu, $LABEL.alpha, $LABEL.mike, $LABEL.bravo, $LABEL.yankee, $LABEL.charlie.");
    }

    @Test
    void a_refused_value_is_told_by_its_placeholder_and_not_shown() {
        SliTask task = ExampleTask.withLabels(Map.of("v", "1 or up"));
        assertThat(rejection(new QueryTemplate("x * ${LABEL.v}").plan("a", task))
                        .cause())
                .startsWith("the value of the placeholder ${LABEL.v} is not a plain name, number or duration")
                .doesNotContain("1 or up");
    }

    @Test
    void a_query_is_asked_at_the_end_of_the_window() {
        var planned = (PlannedQuery.Ready) new QueryTemplate("up").plan("a", ExampleTask.plain());
        assertThat(planned.at()).isEqualTo(ExampleTask.WINDOW.end());
        assertThat(planned.indicator()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void an_empty_text_is_no_query(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new QueryTemplate(text));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            up{a="$SERVICE",b="$LABEL.any",c="$handler"} | ^^
            up{a="$SERVIC"}                              | $SERVIC
            up{a="$SERVIC",b="$SERVIC"}                  | $SERVIC
            up{a=~"^b$"}                                 | ^^
            up # $NOBODY                                 | ^^
            """)
    void unknown_placeholders_are_found_without_a_task(String template, String found) {
        List<String> unknown = new QueryTemplate(template).unknownPlaceholders(List.of("handler"));
        assertThat(unknown).hasSize(found.isEmpty() ? 0 : 1).allMatch(text -> text.contains(found));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            rate(x[5m])                                 | [5m]
            rate(x[ 1h30m ])                            | [ 1h30m ]
            max_over_time(rate(x[5m])[1h:1m])           | [5m]
            rate(x[$DURATION_SECONDS])                  | ^^
            rate(x[$DURATION_SECONDS]) / rate(y[5m])    | ^^
            up                                          | ^^
            up{a=~"[0-9]"}                              | ^^
            """)
    void a_window_that_ignores_the_evaluation_is_found(String template, String window) {
        assertThat(new QueryTemplate(template).fixedWindow().orElse("")).isEqualTo(window);
    }
}
