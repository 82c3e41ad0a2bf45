package dev.sliprovider.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    @ParameterizedTest
    @ValueSource(
            ints = {0x00, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0x2028, 0x2029, 0x061C, 0x200F, 0x202E, 0x2066, 0x2069})
    void what_would_change_the_line_is_replaced(int character) {
        assertThat(OneLine.of("a" + Character.toString(character) + "b")).isEqualTo("a?b");
    }

    @Test
    void other_characters_stay() {
        assertThat(OneLine.of("Zürich 東京 😀")).isEqualTo("Zürich 東京 😀");
    }

    @Test
    void a_long_text_is_cut_between_characters() {
        assertThat(OneLine.of("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(OneLine.of("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
        assertThat(OneLine.of("x".repeat(199) + "😀")).isEqualTo("x".repeat(199) + "…");
        assertThat(OneLine.whole("x".repeat(201) + "\n")).isEqualTo("x".repeat(201) + "?");
    }
}
