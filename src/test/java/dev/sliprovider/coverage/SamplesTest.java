package dev.sliprovider.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.SampledSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

    private static final Instant END = Instant.parse("2026-01-01T00:10:00Z");
    private static final ReadRange TEN_MINUTES =
            new ReadRange("{__name__=\"x\"}", "x", Duration.ofMinutes(10), END, true);
    private static final long START = END.minus(Duration.ofMinutes(10)).toEpochMilli();

    /** Samples every 15 s, the first after five, at the seconds of the window that are wanted. */
    private static SampledSeries series(String name, LongPredicate isThere) {
        var times = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        for (long second = 5; second <= 600; second += 15) {
            if (isThere.test(second)) {
                times.add(START + second * 1000);
                values.add((double) second);
            }
        }
        return new SampledSeries(times, values);
    }

    private static Coverage judged(SampledSeries... series) {
        return Samples.judge(TEN_MINUTES, List.of(series)).orElseThrow();
    }

    @Test
    void a_complete_window_is_silent() {
        Coverage coverage = judged(series("a", second -> true), series("b", second -> true));

        assertThat(coverage.warning()).isEmpty();
        assertThat(coverage.percent()).isEqualTo(100);
        assertThat(coverage.series()).isEqualTo(2);
        assertThat(coverage.samples()).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 30, 60, 120, 200})
    void jitter_of_a_third_of_the_interval_is_silent(int interval) {
        var random = new Random(interval);
        for (int run = 0; run < 200; run++) {
            var all = new ArrayList<SampledSeries>();
            for (int i = 0; i < 3; i++) {
                var times = new ArrayList<Long>();
                long phase = random.nextInt(interval * 1000);
                for (long time = phase; time <= 600_000; time += interval * 1000L) {
                    long moved = time + random.nextInt(interval * 333);
                    if (moved <= 600_000) {
                        times.add(START + moved);
                    }
                }
                all.add(new SampledSeries(
                        times, times.stream().map(Long::doubleValue).toList()));
            }
            Samples.judge(TEN_MINUTES, all)
                    .ifPresent(coverage -> assertThat(coverage.warning()).isEmpty());
        }
    }

    @Test
    void a_single_scrape_that_failed_is_silent() {
        assertThat(judged(series("a", second -> second != 305)).warning()).isEmpty();
    }

    @Test
    void a_gap_is_counted_and_measured() {
        Coverage coverage = judged(series("a", second -> second < 200 || second > 380), series("b", second -> true));

        assertThat(coverage.gaps()).isEqualTo(new Coverage.Count(1, 1, Duration.ofSeconds(210)));
        assertThat(coverage.warning())
                .isEqualTo("the samples of x are not complete: 1 gap in 1 of 2 series (the longest 3 min 30 s without"
                        + " a sample); samples cover 83 % of 10 min");
    }

    @Test
    void the_share_is_that_of_the_time_if_all_series_have_the_same_gap() {
        Coverage coverage = judged(
                series("a", second -> second < 200 || second > 380),
                series("b", second -> second < 200 || second > 380));

        // From the sample at 185 s to that at 395 s, 195 s more than usual, of the 590 s between the first and the
        // last.
        assertThat(coverage.percent()).isEqualTo(66);
    }

    @Test
    void a_service_that_is_deployed_inside_the_window_covers_it_and_is_said() {
        Coverage coverage = judged(series("old", second -> second < 300), series("new", second -> second > 280));

        assertThat(coverage.percent()).isEqualTo(100);
        assertThat(coverage.warning())
                .isEqualTo("the samples of x are not complete: 1 of 2 series begins inside the window, the latest 4 min"
                        + " 50 s after its start; 1 of 2 series ends inside the window, the first 5 min 10 s before its"
                        + " end");
    }

    @Test
    void a_window_that_is_half_empty_is_half_covered() {
        Coverage coverage = judged(series("a", second -> second > 300));

        assertThat(coverage.percent()).isBetween(50, 56);
        assertThat(coverage.began()).isEqualTo(new Coverage.Count(1, 1, Duration.ofSeconds(305)));
    }

    @Test
    void a_counter_that_falls_was_reset_and_a_gauge_may_fall() {
        var times = List.of(START + 1000, START + 201_000, START + 401_000, START + 599_000);
        var falling = new SampledSeries(times, List.of(5.0, 9.0, 1.0, 4.0));
        var gauge = new ReadRange("{}", "x", TEN_MINUTES.range(), END, false);

        assertThat(judged(falling).warning())
                .isEqualTo("the samples of x are not complete: 1 counter reset in 1 of 1 series");
        assertThat(Samples.judge(gauge, List.of(falling)).orElseThrow().warning())
                .isEmpty();
    }

    @Test
    void of_single_samples_nothing_can_be_said() {
        var one = new SampledSeries(List.of(START + 1000), List.of(1.0));

        assertThat(Samples.judge(TEN_MINUTES, List.of(one, one))).isEmpty();
        assertThat(Samples.judge(TEN_MINUTES, List.of())).isEmpty();
    }
}
