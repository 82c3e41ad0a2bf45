package dev.sliprovider.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapShareTest {

    @ParameterizedTest
    @CsvSource({"32, 20", "64, 52", "16, 4", "12, 3", "1024, 1012"})
    void the_program_itself_is_not_counted(long heap, long free) {
        assertThat(HeapShare.free(heap << 20)).isEqualTo(free << 20);
    }
}
