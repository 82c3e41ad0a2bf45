package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sliprovider.sli.QueryTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryOptionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            up                        | query      | up
            up{job="a"}               | query      | up{job="a"}
            up==1                     | query      | up==1
            up == 1                   | query      | up == 1
            up!=1                     | query      | up!=1
            up>=1                     | query      | up>=1
            sum by (a) (up{b=~"c"})   | query      | sum by (a) (up{b=~"c"})
            targets=sum(up)           | targets    | sum(up)
            error-rate=a{b="c"}/d     | error-rate | a{b="c"}/d
            größe=up                  | größe      | up
            p95= up                   | p95        | up
            """)
    void a_query_may_have_a_name(String written, String name, String promql) {
        assertThat(options(written).byName()).containsOnlyKeys(name).containsValue(new QueryTemplate(promql));
    }

    @Test
    void queries_without_a_name_are_numbered() {
        assertThat(options("up", "a=up", "down").byName()).containsOnlyKeys("query", "a", "query_3");
    }

    @Test
    void a_name_without_a_query_and_a_name_twice_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("a=").byName())
                .withMessageContaining("has no query");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options("a=up", "a=down").byName())
                .withMessageContaining("names \"a\" twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get-sli --query up --sli-dir sli | --query needs no files; leave out --sli-dir
            get-sli --query up --indicator x | --query needs no files
            get-sli --query= | has no query
            get-sli --query up --watch soon | --watch "soon" cannot be read
            get-sli --query up --watch -o json | --watch shows tables of windows that end now
            get-sli --query up --watch 1s --end now | leave out --event, --end
            get-sli --list --dry-run | leave one of them out
            get-sli --list -o json | --list and --dry-run print text
            get-sli --resource-service http://localhost:1 --stage dev | in Keptn; give --project, --service
            """)
    void what_does_not_go_together_is_a_sentence(String commandLine, String sentence) {
        GateHarness.Outcome outcome = GateHarness.run("", commandLine.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(sentence);
    }

    private static QueryOptions options(String... queries) {
        var options = new QueryOptions();
        options.queries = List.of(queries);
        return options;
    }
}
