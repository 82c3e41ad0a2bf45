package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void is_one_short_line() {
        assertThat(Excerpt.of("  a\n\n b\t")).isEqualTo("a b");
        assertThat(Excerpt.of("x".repeat(10_000))).hasSize(301).endsWith("…");
        assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
    }

    @Test
    void drives_no_terminal_and_turns_no_text_around() {
        assertThat(Excerpt.of("a\u009b2J\u009b31mred \u202edrowssap\u2028forged line\u0007"))
                .isEqualTo("a?2J?31mred ?drowssap forged line?");
    }

    @Test
    void cuts_no_character_in_two() {
        assertThat(Excerpt.of("ab😀c", 3)).isEqualTo("ab…");
        assertThat(Excerpt.of("ab😀c", 4)).isEqualTo("ab😀…");
    }
}
