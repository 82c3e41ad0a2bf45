package dev.sliprovider.bench;

import java.nio.file.Files;
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
 * @param against a jar or executable to be compared with instead
 */
record Options(boolean quick, Optional<Path> csv, Optional<Path> svg, Optional<Path> against) {

    static Options of(String... arguments) {
        boolean quick = false;
        Optional<Path> csv = Optional.empty();
        Optional<Path> svg = Optional.empty();
        Optional<Path> against = Optional.empty();
        for (Iterator<String> left = List.of(arguments).iterator(); left.hasNext(); ) {
            String option = left.next();
            switch (option) {
                case "--quick" -> quick = true;
                case "--csv" -> csv = Optional.of(file(option, left));
                case "--svg" -> svg = Optional.of(file(option, left));
                case "--against" -> against = Optional.of(program(option, left));
                default ->
                    throw new IllegalArgumentException("bench has no option \"" + option
                            + "\"; there are --quick, --csv FILE, --svg FILE and --against PROGRAM, and --core alone");
            }
        }
        return new Options(quick, csv, svg, against);
    }

    private static Path program(String option, Iterator<String> left) {
        Path program = Path.of(left.hasNext() ? left.next() : "");
        if (!Files.isRegularFile(program)) {
            throw new IllegalArgumentException(
                    option + " needs a program, such as target/quarkus-app/quarkus-run.jar of"
                            + " another checkout; there is no file \"" + program + "\"");
        }
        return program;
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
