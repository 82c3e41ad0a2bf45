package dev.sliprovider.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the processes of a test wrote: the program as well as the servers around it. */
public final class ProcessLogs {

    /** Of all processes together. */
    private static final int LINES = 200;

    private static final int WIDTH = 1_000;
    private static final int PROCESSES = 5;
    private static final List<Log> LOGS = new ArrayList<>();

    private record Log(String name, Path file, Process process) {}

    /** A part of a failure that has no place in the code. */
    private static final class EndOfLogs extends Exception {

        private static final long serialVersionUID = 1L;

        EndOfLogs(String text) {
            super(text, null, false, false);
        }
    }

    private ProcessLogs() {}

    /**
     * A process was started.
     *
     * @param name for people
     * @param file to which it writes
     */
    public static void add(String name, Path file, Process process) {
        synchronized (LOGS) {
            LOGS.add(new Log(name, file, process));
        }
    }

    /** What has ended before a test has no part in its failure. */
    static void forgetEnded() {
        synchronized (LOGS) {
            LOGS.removeIf(log -> !log.process().isAlive());
        }
    }

    /** @return the failure, which shows the last lines of the logs from now on */
    static Throwable explained(Throwable failure) {
        String text = ends();
        if (!text.isEmpty()) {
            failure.addSuppressed(new EndOfLogs(text));
        }
        return failure;
    }

    private static String ends() {
        synchronized (LOGS) {
            List<Log> newest = LOGS.subList(Math.max(0, LOGS.size() - PROCESSES), LOGS.size());
            var text = new StringBuilder();
            for (Log log : newest) {
                String state = log.process().isAlive()
                        ? "running"
                        : "exit code " + log.process().exitValue();
                text.append("\n--- the end of the output of %s (%s):\n".formatted(log.name(), state));
                end(log.file(), LINES / newest.size())
                        .forEach(line -> text.append(line).append('\n'));
            }
            return text.toString();
        }
    }

    private static List<String> end(Path file, int lines) {
        try {
            // The last line may end in the middle of a character.
            List<String> all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
                    .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                    .toList();
        } catch (IOException e) {
            return List.of("it cannot be read: " + e);
        }
    }
}
