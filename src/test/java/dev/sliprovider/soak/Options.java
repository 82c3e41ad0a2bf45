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
        try {
            double minutes = Double.parseDouble(text);
            if (minutes > 0 && minutes <= LONGEST_MINUTES) {
                return Duration.ofMillis(Math.round(minutes * 60_000));
            }
        } catch (NumberFormatException e) {
            // It is refused below.
        }
        throw new IllegalArgumentException("\"" + text + "\" is no number of minutes");
    }

    /** How long a fault lasts. */
    Duration fault() {
        return between(Duration.ofSeconds(2), time.dividedBy(50), Duration.ofSeconds(15));
    }

    /** How long nothing is wrong between two faults. */
    Duration pause() {
        return between(Duration.ofSeconds(2), time.dividedBy(35), Duration.ofSeconds(30));
    }

    /** How often is looked at the processes, and a line is printed. */
    Duration step() {
        return between(Duration.ofSeconds(1), time.dividedBy(150), Duration.ofSeconds(20));
    }

    private static Duration between(Duration least, Duration wanted, Duration most) {
        return wanted.compareTo(least) < 0 ? least : wanted.compareTo(most) > 0 ? most : wanted;
    }
}
