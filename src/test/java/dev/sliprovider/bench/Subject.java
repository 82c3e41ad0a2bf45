package dev.sliprovider.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A form of the program that is measured.
 *
 * @param name in titles of tables, in words
 * @param command starts it, without arguments
 * @param warmUp events before the first that counts: it is a service, what counts is not its first minute
 */
public record Subject(String name, List<String> command, int warmUp) {

    private static final Optional<String> EXECUTABLE = Optional.ofNullable(System.getenv("SLI_PROVIDER_EXECUTABLE"));
    private static final List<String> JAR = List.of("-jar", "target/quarkus-app/quarkus-run.jar");

    /** @return whether {@link #packaged} is the jar and not what {@code SLI_PROVIDER_EXECUTABLE} names */
    public static boolean isJar() {
        return EXECUTABLE.isEmpty();
    }

    /** @return as {@code ./dev run} and the images start it: of the JVM's compilers only the one that is ready soon */
    public static Subject packaged(int warmUp) {
        return EXECUTABLE
                .map(file -> new Subject("executable " + Path.of(file).getFileName(), List.of(file), warmUp))
                .orElseGet(() -> new Subject("packaged jar", Processes.java(Processes.SMALL, JAR), warmUp));
    }

    /** @return the jar with all compilers of the JVM; they need some ten thousand events to do their work */
    static Subject optimized(int warmUp) {
        return new Subject("jar with C2", Processes.java(Processes.OPTIMIZING, JAR), warmUp);
    }

    /** @return the program with these arguments */
    public List<String> command(String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }
}
