package dev.sliprovider.real;

import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** The samples of {@link RealPrometheus}, and series that are not complete in its window, for the checks of all servers. */
final class ServerSamples {

    private static final int STEP = 15;
    private static final int SECONDS = 1200;
    /** Series of the window begin, end and restart this long before its end. */
    private static final int EVENT = 300;

    private static final String END_OF_FILE = "# EOF\n";

    private ServerSamples() {}

    /** @return with times in seconds */
    static String openMetrics() {
        String known = RealPrometheus.samples();
        return known.substring(0, known.length() - END_OF_FILE.length()) + incomplete() + END_OF_FILE;
    }

    /** @return as VictoriaMetrics imports them: without types, and with times in milliseconds */
    static String inMilliseconds() {
        return openMetrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line + "000\n")
                .collect(Collectors.joining());
    }

    private static String incomplete() {
        return "# TYPE cover gauge\n"
                + series("whole", second -> true)
                + series("hole", second -> second < SECONDS - EVENT - 60 || second > SECONDS - EVENT + 60)
                + series("begun", second -> second > SECONDS - EVENT)
                + series("ended", second -> second < SECONDS - EVENT)
                + series("restarted", second -> true);
    }

    private static String series(String kind, IntPredicate isThere) {
        var text = new StringBuilder();
        Instant begin = RealPrometheus.END.minusSeconds(SECONDS);
        for (int second = 0; second <= SECONDS; second += STEP) {
            if (isThere.test(second)) {
                boolean isAgain = kind.equals("restarted") && second >= SECONDS - EVENT;
                text.append("cover{kind=\"" + kind + "\"} " + (isAgain ? second - (SECONDS - EVENT) : second) + " "
                        + (begin.getEpochSecond() + second) + "\n");
            }
        }
        return text.toString();
    }
}
