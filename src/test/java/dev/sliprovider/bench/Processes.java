package dev.sliprovider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the bench and the soak start; it ends with them, however they end. */
public final class Processes {

    static final Path FOLDER = Path.of("target/bench");

    /** Of the JVM's compilers only the one that is ready soon. */
    static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    /** What else a shell has set is none of a measurement's business. */
    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "JAVA_TOOL_OPTIONS");

    private static final List<Process> STARTED = new CopyOnWriteArrayList<>();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            STARTED.forEach(Process::destroyForcibly);
        }));
    }

    private Processes() {}

    /** Its standard output is for who started it; what goes to standard error is in the log of that name. */
    static Process start(String name, Map<String, String> environment, List<String> command) throws IOException {
        Files.createDirectories(FOLDER);
        Path log = FOLDER.resolve(name + ".log");
        return start(
                environment, new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    /** Starts a process with these settings and nothing else of what the shell has set. */
    public static Process start(Map<String, String> environment, ProcessBuilder builder) throws IOException {
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        STARTED.add(process);
        if (ending) {
            // Other threads go on while this JVM ends.
            process.destroyForcibly();
        }
        return process;
    }

    /** @return the JVM of this process with these options and arguments */
    static List<String> java(List<String> options, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(List.of(java), options, arguments)
                .flatMap(List::stream)
                .toList();
    }

    /** @return resident memory in MB, or not a number where there is no /proc */
    public static double residentMegabytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
