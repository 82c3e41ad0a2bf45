package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.IndicatorValue.Measured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "é, 1",
        "e\u0301, 1",
        "日本語, 6",
        "한국, 4",
        "📦, 2",
        "ｱ, 1",
        "Ａ, 2",
        "a\u200Bb, 2",
        "✅, 2",
        "❤, 1",
        "❤\uFE0F, 2",
        "👍🏽, 2",
        "👩\u200D💻, 2",
        "🇩🇪, 2",
        "\u1112\u1161\u11ab, 2",
        "नि, 2",
        "1\uFE0F\u20E3, 2"
    })
    void width_is_counted_in_columns(String text, int columns) {
        assertThat(TerminalText.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abcd, 3, ab…",
        "日本語, 5, 日本…",
        "日本語, 4, 日…",
        "📦📦, 3, 📦…",
        "a, 1, a",
        "👩\u200D💻👩\u200D💻, 3, 👩\u200D💻…",
        "e\u0301e\u0301e\u0301, 2, e\u0301…"
    })
    void a_text_is_cut_at_a_column_and_never_within_a_character(String text, int columns, String cut) {
        assertThat(TerminalText.cut(text, columns)).isEqualTo(cut);
    }

    @Test
    void a_text_is_filled_up_to_its_columns() {
        assertThat(TerminalText.pad("日本", 6)).isEqualTo("日本  ");
        assertThat(TerminalText.pad("abcdefg", 6)).isEqualTo("abcdefg");
    }

    @Test
    void a_terminal_has_nothing_to_execute() {
        assertThat(TerminalText.printable("a\u001b[2Jb\u009b2Jc\u202ed\u2066e")).isEqualTo("a?[2Jb?2Jc?d?e");
        assertThat(TerminalText.printable(" a\r\n\tb\u2028c\u0085d ")).isEqualTo("a b c d");
    }

    @Test
    void rows_of_wide_names_are_aligned() {
        String table = ValueTable.of(
                List.of(
                        new Measured("日本語", 1, "up", List.of(), Duration.ofMillis(5)),
                        new Measured("plain", 2.5, "up", List.of(), Duration.ofMillis(5))),
                Terminal.NONE);

        assertThat(table.lines()
                        .map(line -> TerminalText.width(line.replaceAll("(up|QUERY)$", "")))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void lines_and_blanks_stay_and_controls_are_replaced() {
        assertThat(TerminalText.harmless("a\u001b[31m/sli.yaml:1:1:  x\n      ^\u202e\u009b"))
                .isEqualTo("a?[31m/sli.yaml:1:1:  x\n      ^??");
    }

    @Test
    void a_text_is_wrapped_at_blanks_and_within_a_word_only_if_it_must() {
        assertThat(TerminalText.wrap("aaaa bbbb cccc dddd eeee ffff", 20).lines())
                .containsExactly("aaaa bbbb cccc dddd", "  eeee ffff");
        assertThat(TerminalText.wrap("at http://a.very.long.host.example.org/path ok", 20)
                        .lines())
                .containsExactly("at", "  http://a.very.long", "  .host.example.org/", "  path ok");
        assertThat(TerminalText.wrap("日本語日本語日本語日本語", 20).lines()).containsExactly("日本語日本語日本語日", "  本語");
        assertThat(TerminalText.wrap("a text as it is", Terminal.NONE)).isEqualTo("a text as it is");
    }
}
