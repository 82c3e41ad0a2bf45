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
    void cuts_no_character_in_two() {
        assertThat(Excerpt.of("ab😀c", 3)).isEqualTo("ab…");
        assertThat(Excerpt.of("ab😀c", 4)).isEqualTo("ab😀…");
    }
}
