package dev.sliprovider.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packaged jar as {@code deploy/Dockerfile.jvm} makes it: all files have one time, and a training run has left an AOT
 * cache beside them. It is made once for each build, by whichever test needs it first.
 */
public final class TrainedJar {

    private static final Path BUILT = Path.of("target/quarkus-app").toAbsolutePath();
    private static final Path FOLDER = Path.of("target/quarkus-aot").toAbsolutePath();
    private static final Path LOCK = FOLDER.resolveSibling("quarkus-aot.lock");
    private static final Path MADE = FOLDER.resolveSibling("quarkus-aot.made");
    private static final Path CACHE = FOLDER.resolve("app.aot");

    private TrainedJar() {}

    /** @return the arguments of a JVM that start it, before those of the program */
    public static List<String> start() {
        String jar = folder().resolve("quarkus-run.jar").toString();
        return hasCache() ? List.of("-XX:AOTCache=" + CACHE, "-jar", jar) : List.of("-jar", jar);
    }

    /** Before Java 25 no cache is made in one run. */
    static boolean hasCache() {
        return Runtime.version().feature() >= 25;
    }

    /** @return where it is */
    static synchronized Path folder() {
        try (var lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Another JVM of tests may make it right now; closing the file gives the lock back.
            lock.lock();
            if (!isOfThisBuild()) {
                make();
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfThisBuild() throws IOException {
        return Files.exists(MADE)
                && Files.exists(FOLDER)
                && Files.getLastModifiedTime(MADE)
                                .compareTo(Files.getLastModifiedTime(BUILT.resolve("quarkus-run.jar")))
                        > 0;
    }

    private static void make() throws IOException {
        delete(FOLDER);
        run("cp", "-a", BUILT.toString(), FOLDER.toString());
        var time = FileTime.from(Instant.parse(Dockerfile.JVM.one("touch -d (\\S+)")));
        for (Path file : files(FOLDER)) {
            Files.setLastModifiedTime(file, time);
        }
        if (hasCache()) {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String temporary = "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir");
            run(java, temporary, "deploy/Training.java", "train", FOLDER.toString());
        }
        Files.writeString(MADE, "");
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : Files.exists(folder) ? files(folder) : List.<Path>of()) {
            Files.delete(file);
        }
    }

    /** @return what is in the folder and the folder itself, which comes last */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new IOException(List.of(command) + " ended with " + exit + ": " + output);
        }
    }
}
