package dev.sliprovider.cli;

import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Retrieves indicator values again and again, until Ctrl-C, or until the reader of standard output leaves. */
@Dependent
final class GetSliWatch implements BootedCommand<GetSliWatch.Request> {

    /** The cursor goes to the first place, and the rest of the screen is cleared; what was above it stays. */
    private static final String CLEAR = "\033[H\033[J";

    /**
     * What is watched.
     *
     * @param every from the end of one round to the beginning of the next
     * @param round creates the request of a round, whose window ends now
     */
    record Request(Duration every, Supplier<GetSliOnce.Request> round) {}

    private final GetSliOnce once;

    GetSliWatch(GetSliOnce once) {
        this.once = once;
    }

    @Override
    public int run(Request request) {
        int first = once.run(request.round().get(), () -> heading(request));
        int code = first;
        while (first != Cli.USAGE && !System.out.checkError() && pause(request.every())) {
            code = once.run(request.round().get(), () -> heading(request));
        }
        return code;
    }

    /** Where there is no terminal, rounds follow each other. */
    private static void heading(Request request) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        System.out.println((System.console() == null ? "" : CLEAR)
                + Style.FAINT.of(now + ", again " + request.every().toSeconds() + " s later; Ctrl-C ends"));
    }

    private static boolean pause(Duration every) {
        try (var stop = new StopSignal()) {
            return !stop.isGivenWithin(every);
        }
    }
}
