package dev.sliprovider.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants.
 *
 * @param quick fewer repetitions
 * @param csv where the tables are written, too
 * @param svg where the plot is written
 */
record Options(boolean quick, Optional<Path> csv, Optional<Path> svg) {

    static Options of(String... arguments) {
        boolean quick = false;
        Optional<Path> csv = Optional.empty();
        Optional<Path> svg = Optional.empty();
        for (Iterator<String> left = List.of(arguments).iterator(); left.hasNext(); ) {
            String option = left.next();
            switch (option) {
                case "--quick" -> quick = true;
                case "--csv" -> csv = Optional.of(file(option, left));
                case "--svg" -> svg = Optional.of(file(option, left));
                default ->
                    throw new IllegalArgumentException("bench has no option \"" + option
                            + "\"; there are --quick, --csv FILE and --svg FILE, and --core alone");
            }
        }
        return new Options(quick, csv, svg);
    }

    private static Path file(String option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(option + " needs the name of a file");
        }
        return ReportFile.named(option, left.next());
    }

    /** Events of 20 indicators before the first that counts. */
    int warmUp() {
        return quick ? 200 : 600;
    }

    /** The same where the JVM's optimizing compiler has to be done. */
    int optimizingWarmUp() {
        return quick ? 3_000 : 6_000;
    }

    Duration step() {
        return Duration.ofSeconds(quick ? 2 : 10);
    }
}
