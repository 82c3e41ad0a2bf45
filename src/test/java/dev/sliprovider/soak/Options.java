package dev.sliprovider.soak;

import dev.sliprovider.bench.ReportFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants.
 *
 * @param time how long load and faults go on
 * @param svg where the plot is written
 */
record Options(Duration time, Optional<Path> svg) {

    /** From then on everything must have been judged. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** A fault, with a pause before it and one behind it, on a busy machine. */
    private static final double SHORTEST_MINUTES = 0.2;

    private static final double LONGEST_MINUTES = 7 * 24 * 60;

    static Options of(String... arguments) {
        Duration time = Duration.ofHours(1);
        Optional<Path> svg = Optional.empty();
        for (Iterator<String> left = List.of(arguments).iterator(); left.hasNext(); ) {
            String option = left.next();
            switch (option) {
                case "--minutes" -> time = minutes(value(option, left));
                case "--svg" -> svg = Optional.of(ReportFile.named(option, value(option, left)));
                default ->
                    throw new IllegalArgumentException(
                            "soak has no option \"" + option + "\"; there are --minutes N and --svg FILE");
            }
        }
        return new Options(time, svg);
    }

    private static String value(String option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.next();
    }

    private static Duration minutes(String text) {
        double minutes = number(text);
        if (minutes > 0 && minutes < SHORTEST_MINUTES) {
            throw new IllegalArgumentException(
                    text + " minutes are too short for one fault; it takes at least " + SHORTEST_MINUTES);
        }
        if (minutes > 0 && minutes <= LONGEST_MINUTES) {
            return Duration.ofMillis(Math.round(minutes * 60_000));
        }
        throw new IllegalArgumentException("\"" + text + "\" is no number of minutes");
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How long a fault lasts. */
    Duration fault() {
        return between(Duration.ofSeconds(2), time.dividedBy(50), Duration.ofSeconds(15));
    }

    /** Whether it goes on for so long that enough has to be seen of everything. */
    boolean isLong() {
        return time.compareTo(LONG) >= 0;
    }

    /**
     * How long nothing is wrong between two faults: in a long run so much longer than it takes to settle that a third of
     * all events come when every value must be there.
     */
    Duration pause() {
        return between(Duration.ofSeconds(2), time.dividedBy(25), Duration.ofSeconds(30));
    }

    /** How often is looked at the processes, and a line is printed. */
    Duration step() {
        return between(Duration.ofSeconds(1), time.dividedBy(150), Duration.ofSeconds(20));
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
        return wanted.compareTo(least) < 0 ? least : wanted.compareTo(most) > 0 ? most : wanted;
    }
}
