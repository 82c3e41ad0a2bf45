package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sliprovider.promql.ExpressionLines.Verdict;
import dev.sliprovider.promql.LexicalContext.Comment;
import dev.sliprovider.promql.LexicalContext.Duration;
import dev.sliprovider.promql.LexicalContext.LabelName;
import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.promql.LexicalContext.MatchOperator;
import dev.sliprovider.promql.LexicalContext.MatchedValue;
import dev.sliprovider.promql.LexicalContext.Outside;
import dev.sliprovider.promql.LexicalContext.QuotedName;
import dev.sliprovider.promql.LexicalContext.Text;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexicalContextPropertiesTest {

    /** The place is the bar ¦. */
    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
            ¦                              | outside
            up¦                            | outside
            up{a="¦                        | " a =
            up{a="x¦                       | " a =
            up{a='¦'}                      | ' a =
            up{a=`¦`}                      | ` a =
            up{a=~"¦"}                     | " a =~
            up{a!~"b|¦"}                   | " a !~
            up{a!="¦"}                     | " a !=
            up{ a =~ "¦"}                  | " a =~
            up{"a b"=~'¦'}                 | ' a b =~
            up{a="b",c!='¦                 | ' c !=
            up{a="b",¦                     | label
            up{¦                           | label
            up{a¦                          | label
            up{a ¦                         | operator a
            up{a=¦                         | operator a
            up{a!¦                         | operator a
            up{"¦                          | " name
            {'a.b¦                         | ' name
            up{a="b"}¦                     | outside
            up{a="}¦                       | " a =
            up{a="\\¦                      | " a = escape
            up{a="\\"¦                     | " a =
            up{a="\\x4¦                    | " a = escape
            up{a="\\x41¦                   | " a =
            up{a="\\u00e¦                  | " a = escape
            up{a="\\101¦                   | " a =
            up{a=`\\¦                      | ` a =
            up{a="b"} # it's ¦             | comment
            "#¦                            | " text
            label_replace(x,"a","$1¦       | " text
            rate(x[¦                       | duration
            rate(x[5¦                      | duration
            rate(x[$D:¦                    | duration
            rate(x[5m]¦                    | outside
            x offset ¦                     | duration
            x offset -¦                    | duration
            x offset 5¦                    | duration
            x offset 5m¦                   | duration
            x offset 5m ¦                  | outside
            x OFFSET $D¦                   | duration
            x offset $D) ¦                 | outside
            offset ¦                       | outside
            x + offset ¦                   | outside
            sum by (¦                      | outside
            sum by ("¦                     | " text
            up{a="$X"} + ${Y}¦             | outside
            ${M}{a="¦                      | " a =
            $M{$L="¦                       | " $L =
            up{${L}¦                       | label
            up{${L}=~"¦                    | " ${L} =~
            ${UNCLOSED ¦                   | outside
            """)
    void contexts(String text, String context) {
        String marked = text.replace("\\\\", "\\");
        assertThat(words(LexicalContext.at(marked.replace("¦", ""), marked.indexOf('¦'))))
                .isEqualTo(context);
    }

    @Test
    void a_comment_ends_with_its_line() {
        assertThat(LexicalContext.at("x # '\n", 6)).isEqualTo(new Outside());
        assertThat(LexicalContext.at("x # '\r", 6)).isEqualTo(new Outside());
    }

    @Test
    void a_place_that_is_not_there_is_a_mistake_of_the_caller() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> LexicalContext.at("up", 3));
    }

    @Property(tries = 1_000)
    void every_place_of_every_text_has_a_context(@ForAll String text) {
        for (int i = 0; i <= text.length(); i++) {
            assertThat(LexicalContext.at(text, i)).isNotNull();
        }
    }

    /** The lexer knows the truth about queries that are whole. */
    @Test
    void strings_and_comments_are_those_of_the_lexer() {
        ExpressionLines.verdicts(ExpressionLines.GOLDEN).stream()
                .filter(Verdict::isValid)
                .map(Verdict::expression)
                .forEach(text -> Lexer.tokens(text).stream()
                        .filter(token -> !token.is(TokenKind.END))
                        .forEach(token -> checkContext(text, token)));
    }

    private static void checkContext(String text, Token token) {
        LexicalContext inside = LexicalContext.at(text, token.start() + 1);
        assertThat(inside instanceof Literal literal
                        && literal.quote() == token.text().charAt(0))
                .as("%s in %s", token, text)
                .isEqualTo(token.is(TokenKind.STRING));
        assertThat(inside instanceof Comment).isEqualTo(token.is(TokenKind.COMMENT));
    }

    private static String words(LexicalContext context) {
        return switch (context) {
            case Outside outside -> "outside";
            case Comment comment -> "comment";
            case Duration duration -> "duration";
            case LabelName name -> "label";
            case MatchOperator operator -> "operator " + operator.label();
            case Literal literal -> literal.quote() + " " + role(literal) + (literal.inEscape() ? " escape" : "");
        };
    }

    private static String role(Literal literal) {
        return switch (literal.role()) {
            case Text text -> "text";
            case QuotedName name -> "name";
            case MatchedValue value -> value.label() + " " + value.operator();
        };
    }
}
