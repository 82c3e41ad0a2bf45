package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.PlannedQuery.Ready;
import dev.sliprovider.sli.PromqlTokens.Token;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a value from an event is, the query keeps the literals its author wrote. */
class InjectionPropertiesTest {

    /** No template has it, so that what it becomes shows where the value went. */
    private static final String MARK = "zqz";

    @Property(tries = 3000)
    void a_value_neither_ends_a_literal_nor_begins_one(
            @ForAll("templates") String template, @ForAll("values") String value) {
        Assume.that(!template.isBlank());
        Assume.that(plan(template, MARK) instanceof Ready marked && isReadable(marked.promql()));
        if (plan(template, value) instanceof Ready(var name, String promql, var at, var warnings, var empty)) {
            List<String> expected = literals(((Ready) plan(template, MARK)).promql()).stream()
                    .map(literal -> literal.replace(MARK, value))
                    .toList();
            assertThat(literals(promql)).as(promql).isEqualTo(expected);
        }
    }

    @Property
    void a_value_stands_in_its_literal_as_it_is(@ForAll("values") String value) {
        for (String template : List.of("x{a=\"<$LABEL.v>\"}", "x{a='<${LABEL.v}>'}")) {
            assertThat(literals(((Ready) plan(template, value)).promql())).containsExactly("<" + value + ">");
        }
    }

    @Property
    void outside_of_literals_a_value_brings_no_character_but_those_of_names_and_numbers(
            @ForAll("values") String value) {
        if (plan("rate(x[$LABEL.v])", value)
                instanceof Ready(var name, String promql, var at, var warnings, var empty)) {
            assertThat(promql).isEqualTo("rate(x[" + value + "])").matches("rate\\(x\\[[A-Za-z0-9_:.-]+]\\)");
        }
    }

    /** Literals, comments and names in any order, and loose quotes and backslashes that make something else of them. */
    @Provide
    static Arbitrary<String> templates() {
        return Arbitraries.of(
                        "$LABEL.v",
                        "${LABEL.v}",
                        "\"$LABEL.v\"",
                        "'a${LABEL.v}b'",
                        "`$LABEL.v`",
                        "\"",
                        "'",
                        "`",
                        "\\",
                        "\"\\\"$LABEL.v\"",
                        "'\\\\${LABEL.v}'",
                        "# it's $LABEL.v\n",
                        "#",
                        "\n",
                        " ",
                        "$",
                        "{",
                        "}",
                        "x",
                        "(",
                        "$$")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    static Arbitrary<String> values() {
        Arbitrary<String> nasty = Arbitraries.of(HostileText.texts(2_000).toList());
        return Arbitraries.oneOf(nasty, Arbitraries.strings().ofMaxLength(12));
    }

    private static PlannedQuery plan(String template, String value) {
        return new QueryTemplate(template).plan("i", ExampleTask.withLabels(Map.of("v", value)));
    }

    private static boolean isReadable(String promql) {
        try {
            return PromqlTokens.of(promql) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> literals(String promql) {
        return PromqlTokens.of(promql).stream()
                .filter(Token::literal)
                .map(Token::text)
                .toList();
    }
}
