package dev.sliprovider.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Axes have few marks with round numbers, whatever the values are. */
class LinearScaleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0 0.5 1.0",
        "0, 100, 0 50 100",
        "0.008, 0.031, 0 0.01 0.02 0.03 0.04",
        "38.6, 44.1, 38 40 42 44 46",
        "-3, 5, -4 -2 0 2 4 6",
        "-0.2, -0.1, -0.20 -0.15 -0.10",
        "0, 0, 0 0.5 1.0",
        "7, 7, 6.0 6.5 7.0 7.5 8.0",
        "-7, -7, -8.0 -7.5 -7.0 -6.5 -6.0",
        "385000000, 412000000, 3.8e8 3.9e8 4e8 4.1e8 4.2e8",
        "1000000, 1000001, 1e6 1.0000005e6 1.000001e6",
        "0.00002, 0.00003, 2e-5 2.5e-5 3e-5",
        "0, 4e-280, 0 1e-280 2e-280 3e-280 4e-280",
        "0, 1.7e308, 0 0.5e308 1e308 1.5e308",
        "5e-324, 5e-324, 0 0.5 1.0"
    })
    void marks_are_round_numbers(double least, double largest, String labels) {
        assertThat(LinearScale.covering(least, largest, 4).ticks().stream()
                        .map(Tick::label)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(labels);
    }

    @Property(tries = 2_000)
    void every_value_is_on_the_axis_and_the_marks_can_be_told_apart(@ForAll double one, @ForAll double other) {
        double least = Math.min(one, other);
        double largest = Math.max(one, other);
        if (!Double.isFinite(least) || !Double.isFinite(largest)) {
            return;
        }

        LinearScale scale = LinearScale.covering(least, largest, 4);

        assertThat(scale.share(least)).isBetween(-1e-9, 1 + 1e-9);
        assertThat(scale.share(largest)).isBetween(scale.share(least), 1 + 1e-9);
        List<Tick> ticks = scale.ticks();
        assertThat(ticks).hasSizeBetween(2, 7);
        assertThat(ticks.stream().map(Tick::label)).doesNotHaveDuplicates();
        assertThat(ticks).allSatisfy(tick -> {
            assertThat(scale.share(tick.value())).isBetween(-1e-9, 1 + 1e-9);
            assertThat(Double.parseDouble(tick.label())).isCloseTo(tick.value(), offset(scale.step() * 1e-3));
        });
    }
}
