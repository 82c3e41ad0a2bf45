package dev.sliprovider.getsli;

import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Values for tests. */
final class ExampleValue {

    private ExampleValue() {}

    static Measured measured(String indicator, double value) {
        return new Measured(indicator, value, "up", List.of(), Duration.ofMillis(7));
    }

    static Measured warned(String indicator, String warning) {
        return new Measured(indicator, 1, "up", List.of(warning), Duration.ofMillis(7));
    }

    static Missing missing(String indicator, Reason reason, String cause) {
        return new Missing(indicator, reason, cause, "on X", Optional.of("up"), List.of(), Duration.ofMillis(7));
    }
}
