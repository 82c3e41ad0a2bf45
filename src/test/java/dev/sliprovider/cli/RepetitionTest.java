package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.GateHarness.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionTest {

    private static Repetition of(int whole, int step) {
        return new Repetition(Duration.ofSeconds(whole), Duration.ofSeconds(step), Optional.empty(), Optional.of("5m"));
    }

    @ParameterizedTest
    @CsvSource({"600, 60, 11", "60, 60, 2", "100, 60, 3"})
    void the_first_round_is_at_once_and_the_last_at_the_end(int whole, int step, int rounds) {
        Repetition repetition = of(whole, step);
        assertThat(repetition.rounds()).isEqualTo(rounds);
        assertThat(repetition.begins(1)).isZero();
        assertThat(repetition.begins(rounds)).isEqualTo(Duration.ofSeconds(whole));
    }

    @Test
    void rounds_whose_time_is_over_are_left_out_except_the_last() {
        Repetition repetition = of(100, 10);
        assertThat(repetition.after(1, Duration.ofSeconds(3))).isEqualTo(2);
        assertThat(repetition.after(1, Duration.ofSeconds(35))).isEqualTo(4);
        assertThat(repetition.after(1, Duration.ofSeconds(500))).isEqualTo(11);
        assertThat(repetition.after(10, Duration.ofSeconds(95))).isEqualTo(11);
    }

    @Test
    void the_window_ends_now_and_begins_at_its_length_before_or_at_a_fixed_time() {
        assertThat(of(10, 1).window().timeframe().seconds()).isEqualTo(300);
        var fixed = new Repetition(
                Duration.ofMinutes(1), Duration.ofSeconds(1), Optional.of("2026-01-15T14:00:00Z"), Optional.empty());
        assertThat(fixed.window().start()).isEqualTo("2026-01-15T14:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--every 1m | --every goes with --during",
                "--during 10s --every 1m | is longer than --during 10s",
                "--during 24h --every 1s | more than 1000 rounds",
                "--during soon | --during \"soon\" cannot be read",
                "--during 10m --end 2026-01-15T14:00:00Z | --end names another end",
                "--during 10m --values x.json | leave out --wait-for-data, --on-stale and --during",
                "--wait-for-data 2s --values x.json | leave out --wait-for-data",
                "--wait-for-data 2h | longer than an hour",
                "--wait-for-data x | --wait-for-data \"x\" cannot be read",
                "--compare-with offset:1d --values x.json | asks Prometheus, and --values does not",
                "--compare-with history --compare-with offset:1d | history cannot be combined",
                "--compare-with deployment:stable --require-history 2 --during 0s | --during \"0s\" is no time at all"
            })
    void wrong_options_are_explained_before_anything_is_asked(String options, String why) {
        var arguments = new ArrayList<>(List.of("evaluate", "--slo", "deploy/ci/slo.yaml", "--service", "cart"));
        arguments.addAll(List.of(options.split(" ")));
        Outcome outcome = GateHarness.run("", arguments.toArray(String[]::new));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(why);
    }
}
