package dev.sliprovider.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void carets_stand_under_the_part() {
        assertThat(Snippet.of("sum(rate(x))", new Span(9, 10))).isEqualTo("sum(rate(x))\n         ^");
        assertThat(Snippet.of("sum(rate(x))", new Span(4, 11))).isEqualTo("sum(rate(x))\n    ^^^^^^^");
        assertThat(Snippet.of("sum(", new Span(4, 4))).isEqualTo("sum(\n    ^");
        assertThat(Snippet.of("", new Span(0, 0))).isEqualTo("\n^");
    }

    @Test
    void only_the_line_of_the_part_is_shown() {
        assertThat(Snippet.of("a +\n  b +\nc", new Span(6, 7))).isEqualTo("  b +\n  ^");
        assertThat(Snippet.of("a +\nb(\nc)", new Span(4, 9))).isEqualTo("b(\n^^");
    }

    @Test
    void wide_and_combining_letters_and_tabs_are_measured() {
        assertThat(Snippet.of("x{a=\"日本\"} y", new Span(11, 12))).isEqualTo("x{a=\"日本\"} y\n             ^");
        assertThat(Snippet.of("\"e\u0301\" y", new Span(5, 6))).isEqualTo("\"e\u0301\" y\n    ^");
        assertThat(Snippet.of("\ty", new Span(1, 2))).isEqualTo("    y\n    ^");
        assertThat(Snippet.of("\"😀\" y", new Span(5, 6))).isEqualTo("\"😀\" y\n     ^");
    }

    @Test
    void nothing_that_steers_a_terminal_is_shown() {
        assertThat(Snippet.of("a\u001b[31m\u202eb\u2028\u0085", new Span(0, 1))).isEqualTo("a?[31mb??\n^");
    }

    @Test
    void long_lines_are_cut_around_the_part() {
        String text = "x".repeat(500) + "!" + "y".repeat(500);
        String[] lines = Snippet.of(text, new Span(500, 501)).split("\n");
        assertThat(lines[0]).hasSizeLessThan(110).startsWith("…x").endsWith("y…");
        assertThat(lines[0].charAt(lines[1].length() - 1)).isEqualTo('!');
    }

    @Test
    void places_count_code_points() {
        assertThat(LineColumn.of("ab\ncd", 4)).hasToString("2:2");
        assertThat(LineColumn.of("\"😀\"x", 4)).hasToString("1:4");
        assertThat(LineColumn.of("", 7)).hasToString("1:1");
    }
}
