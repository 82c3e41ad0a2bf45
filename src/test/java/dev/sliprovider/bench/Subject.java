package dev.sliprovider.bench;

import dev.sliprovider.cli.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A form of the program that is measured.
 *
 * @param name in titles of tables, in words
 * @param command starts it, without arguments
 * @param warmUp events before the first that counts: it is a service, what counts is not its first minute
 */
record Subject(String name, List<String> command, int warmUp) {

    /** With the compiler that takes its time. */
    private static final List<String> OPTIMIZING = List.of("-XX:+UseSerialGC");

    /** @return as {@code ./dev run} and the images start it */
    static Subject packaged(int warmUp) {
        return new Subject(Program.describe(), Program.command(), warmUp);
    }

    /** @return the jar with all compilers of the JVM; they need some ten thousand events to do their work */
    static Subject optimized(int warmUp) {
        return new Subject("jar with C2", Program.command(OPTIMIZING), warmUp);
    }

    /** @return another build of it, started in the same way */
    static Subject other(Path program, int warmUp) {
        return new Subject(program.toString(), Program.commandOf(program), warmUp);
    }

    /** @return the program with these arguments */
    List<String> command(String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }
}
