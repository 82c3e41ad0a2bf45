package dev.sliprovider.diagnosis;

import dev.sliprovider.promql.Modifiers;
import dev.sliprovider.promql.TimeSpan;
import java.time.Duration;
import java.time.Instant;

/** The moment for which a part of a query is evaluated. */
final class EvaluationTime {

    private static final int MILLIS = 1000;
    /** Longer offsets cannot be meant, and cannot be calculated with. */
    private static final double MOST_SECONDS = 1e10;

    private EvaluationTime() {}

    /** @return the moment of what has the modifiers, inside of something that is evaluated at {@code at} */
    static Instant of(Modifiers modifiers, Instant at) {
        Instant fixed = modifiers.at().map(instant -> of(instant, at)).orElse(at);
        return modifiers.offset().map(offset -> fixed.minus(length(offset))).orElse(fixed);
    }

    private static Instant of(Modifiers.Instant instant, Instant at) {
        return switch (instant) {
            case Modifiers.Instant.Unix(double seconds) -> Instant.EPOCH.plus(millis(seconds));
            case Modifiers.Instant.Start start -> at;
            case Modifiers.Instant.End end -> at;
        };
    }

    private static Duration length(TimeSpan span) {
        return switch (span) {
            case TimeSpan.Fixed fixed -> millis(fixed.seconds());
            case TimeSpan.Calculated calculated -> Duration.ZERO;
        };
    }

    private static Duration millis(double seconds) {
        double bounded = Math.clamp(seconds, -MOST_SECONDS, MOST_SECONDS);
        return Duration.ofMillis(Math.round(bounded * MILLIS));
    }
}
