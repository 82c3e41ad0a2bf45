package dev.sliprovider.check;

import dev.sliprovider.prometheus.ServerClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Compares the server's clock with ours: queries have times of our clock, samples those of the server. */
final class ClockCheck {

    private static final Duration TOO_MUCH = Duration.ofSeconds(60);
    private static final String REMEDY =
            "correct the wrong clock: queries have times of our clock, samples have times of the server's";

    private ClockCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        return probe.firstRequest().map(first -> first.answer()
                .map(answer -> ServerClock.date(answer.header())
                        .map(date -> finding(ServerClock.skew(date, first.began(), first.ended())))
                        .orElseGet(() -> StepResult.ok(Step.CLOCK, "unknown, the response has no Date header")))
                .orElseGet(() -> StepResult.skipped(Step.CLOCK, "because there is no response with a Date header")));
    }

    static StepResult finding(Duration skew) {
        Duration size = skew.abs();
        if (size.compareTo(ServerClock.RESOLUTION) < 0) {
            return StepResult.ok(Step.CLOCK, "equal to ours within a second");
        }
        String text = "the server's clock is " + Durations.text(size)
                + (skew.isNegative() ? " behind ours" : " ahead of ours");
        if (size.compareTo(TOO_MUCH) > 0) {
            return StepResult.failed(Step.CLOCK, text, REMEDY);
        }
        return size.compareTo(ServerClock.NOTABLE) > 0
                ? StepResult.warning(Step.CLOCK, text, REMEDY)
                : StepResult.ok(Step.CLOCK, text);
    }
}
