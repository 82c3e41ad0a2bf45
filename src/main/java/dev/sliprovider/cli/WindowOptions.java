package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Window;
import dev.sliprovider.evaluator.WrittenTime;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The evaluated window: its beginning or its length, and its end. */
final class WindowOptions {

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "-1h, now-1h, 2026-01-15T09:01:00Z (or +01:00), \"2026-01-15 10:01 Europe/Berlin\", or"
                    + " unix seconds.")
    String start;

    @Option(names = "--end", paramLabel = "TIME", description = "In the same forms (default: now).")
    String end;

    @Option(
            names = "--timeframe",
            paramLabel = "5m",
            description =
                    "Length of the window before its end, instead of --start (default: 5m; evaluate needs at least 1m).")
    String timeframe;

    boolean isGiven() {
        return start != null || end != null || timeframe != null;
    }

    /**
     * @return the start, the same instant for every window that begins there; empty if it is not given
     * @throws IllegalArgumentException naming the option
     */
    Optional<String> fixedStart() {
        return Optional.ofNullable(start)
                .map(text -> WrittenTime.read("--start", text, Instant.now()).toString());
    }

    /** @throws IllegalArgumentException naming the option at fault */
    Window toWindow() {
        return Window.of(Window.Names.OPTIONS, start, end, timeframe);
    }
}
