package dev.sliprovider.getsli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.diagnosis.NewestSample;
import dev.sliprovider.diagnosis.WatchedSelector;
import dev.sliprovider.getsli.Completeness.Gap;
import dev.sliprovider.getsli.SelectorState.Absent;
import dev.sliprovider.getsli.SelectorState.Arrived;
import dev.sliprovider.getsli.SelectorState.Behind;
import dev.sliprovider.getsli.SelectorState.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private static final Instant END = Instant.parse("2026-01-15T14:00:00Z");
    private static final WatchedSelector SELECTOR = new WatchedSelector("{__name__=\"a\"}", "a", END);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static SelectorState state(Optional<SelectorState> before, Instant newest, long second) {
        return SelectorState.of(
                SELECTOR, before, Optional.of(new NewestSample(newest, PATIENCE)), TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void a_sample_at_the_end_is_enough() {
        assertThat(state(Optional.empty(), END, 0)).isEqualTo(new Arrived());
        assertThat(state(Optional.empty(), END.minusMillis(1), 0)).isInstanceOf(Behind.class);
        assertThat(SelectorState.of(SELECTOR, Optional.empty(), Optional.empty(), 0))
                .isEqualTo(new Absent());
    }

    @Test
    void series_of_which_nothing_arrives_any_more_have_ended() {
        Instant late = END.minusSeconds(60);
        SelectorState first = state(Optional.empty(), late, 0);
        assertThat(state(Optional.of(first), late, 29)).isEqualTo(first);
        assertThat(state(Optional.of(first), late, 31)).isEqualTo(new Ended(late));
        assertThat(state(Optional.of(first), late.plusSeconds(5), 31)).isInstanceOf(Behind.class);
    }

    @Test
    void the_selector_that_is_furthest_behind_is_named() {
        var completeness = new Completeness(
                Duration.ofMillis(30_040),
                List.of(
                        new Gap("a", Optional.of(END.minusSeconds(2)), END),
                        new Gap("b", Optional.of(END.minusMillis(9100)), END)),
                List.of("c: timeout", "d: timeout"));

        assertThat(completeness.isComplete()).isFalse();
        assertThat(completeness.warnings())
                .containsExactly(
                        "The window may be incomplete: the newest sample of b is of 2026-01-15T13:59:50Z, 10 s before"
                                + " 2026-01-15T14:00:00Z; samples of 1 more selector are missing, after a wait of 30.0 s.",
                        "Whether the window is complete is not known: c: timeout.");
        assertThat(Completeness.AT_ONCE.warnings()).isEmpty();
    }

    @Test
    void a_wait_is_reported_when_it_begins_and_then_now_and_then() {
        var said = new ArrayList<String>();
        var report = new WaitReport(said::add);
        for (int i = 0; i < 5; i++) {
            report.accept("a has no series now");
        }
        assertThat(said).containsExactly("Waiting until the samples of the window have arrived: a has no series now.");
    }
}
