package dev.sliprovider.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that has seen too little must not look like one that has found nothing. */
class ExtentTest {

    private static final LoadCount ENOUGH = LoadCount.at(3, "bus", 1_800, Duration.ofMinutes(10));

    private static List<String> complaints(
            boolean isLong, int faults, LoadCount load, int judged, boolean watched, String... unjudged) {
        return new Extent(isLong, faults, List.of(load), 1_800, judged, watched, List.of(unjudged)).complaints();
    }

    @Test
    void enough_is_enough() {
        assertThat(complaints(true, 14, ENOUGH, 600, true)).isEmpty();
    }

    @Test
    void a_run_without_a_fault_has_tried_nothing() {
        assertThat(complaints(false, 0, ENOUGH, 600, true)).containsExactly("there was no fault");
    }

    @Test
    void few_judged_events_are_enough_for_a_short_run_only() {
        assertThat(complaints(false, 14, ENOUGH, 18, true)).isEmpty();
        assertThat(complaints(true, 14, ENOUGH, 18, true))
                .singleElement()
                .asString()
                .contains("too few events", "1 %");
    }

    @Test
    void few_samples_are_enough_for_a_short_run_only() {
        assertThat(complaints(false, 14, ENOUGH, 600, true, "nats: threads")).isEmpty();
        assertThat(complaints(true, 14, ENOUGH, 600, true, "nats: threads"))
                .singleElement()
                .asString()
                .contains("nats: threads");
    }

    @Test
    void a_watch_that_ended_before_the_end_is_told() {
        assertThat(complaints(false, 14, ENOUGH, 600, false))
                .singleElement()
                .asString()
                .contains("not looked at");
    }

    @Test
    void a_lane_that_stalls_is_told() {
        LoadCount stalled = LoadCount.at(3, "bus", 1_700, Duration.ofMinutes(10));

        assertThat(complaints(false, 14, stalled, 600, true))
                .containsExactly("bus: 1700 events were sent, and 1800 were due");
    }

    @Test
    void in_a_short_run_what_waited_for_the_last_fault_may_be_behind() {
        assertThat(LoadCount.at(3, "bus", 28, Duration.ofSeconds(12)).isShort()).isFalse();
        assertThat(LoadCount.at(3, "bus", 26, Duration.ofSeconds(12)).isShort()).isTrue();
    }

    @Test
    void each_way_needs_an_event() {
        assertThat(LoadCount.at(1, "bus", 0, Duration.ofSeconds(1)).isShort()).isTrue();
    }
}
