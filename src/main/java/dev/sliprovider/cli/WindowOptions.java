package dev.sliprovider.cli;

import dev.sliprovider.evaluator.Window;
import picocli.CommandLine.Option;

/** The evaluated window: its beginning or its length, and its end. */
final class WindowOptions {

    @Option(names = "--start", paramLabel = "TIME", description = "RFC 3339 or unix seconds.")
    String start;

    @Option(names = "--end", paramLabel = "TIME", description = "RFC 3339 or unix seconds (default: now).")
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

    /** @throws IllegalArgumentException naming the option at fault */
    Window toWindow() {
        return Window.of(Window.Names.OPTIONS, start, end, timeframe);
    }
}
