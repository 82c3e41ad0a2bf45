package dev.sliprovider.demo;

import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes of one demo with their logs in one folder; however the demo ends, they end with it. */
final class Servers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LAST_SECONDS = 5;

    /** What else a shell has set, such as KEPTN_API_ENDPOINT, is none of a demo's business. */
    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");

    /** What is waited for; an exception means not yet. */
    interface Condition {
        boolean holds() throws Exception;
    }

    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Path folder;
    private final FileLock lock;
    private boolean ended;

    /** @param name of the folder below target/demo; a demo that runs at the same time gets one beside it */
    Servers(String name) throws IOException {
        Path demos = Files.createDirectories(Path.of("target/demo"));
        FileLock mine = null;
        Path place = demos;
        for (int i = 1; mine == null; i++) {
            place = demos.resolve(i == 1 ? name : name + "-" + i);
            Path file = demos.resolve(place.getFileName() + ".lock");
            mine = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
        }
        folder = place;
        lock = mine;
        delete(folder);
        Files.createDirectories(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    Path folder() {
        return folder;
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    synchronized Process start(String name, Map<String, String> environment, String... command) throws IOException {
        if (ended) {
            throw new IOException("the demo has ended");
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.put(name, process);
        return process;
    }

    /** Starts the packaged program as a service. */
    Process startProvider(String name, Map<String, String> settings, int eventsPort, int managementPort)
            throws IOException {
        List<String> command = Program.command("serve", "--port=" + eventsPort, "--management-port=" + managementPort);
        return start(name, settings, command.toArray(String[]::new));
    }

    /** SIGKILL. From then on nobody expects it to be there. */
    synchronized void kill(String name) {
        processes.remove(name).destroyForcibly().onExit().join();
    }

    /** The last that was started is the first that is told: it may need the others for its last words. */
    private synchronized void stop() {
        ended = true;
        List<Process> all = new ArrayList<>(processes.values()).reversed();
        all.forEach(Process::destroy);
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
        for (Process process : all) {
            process.onExit()
                    .completeOnTimeout(process, Math.max(1, limit - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .join();
            // Dead a moment after it was told so, and nobody shall find it until then.
            process.destroyForcibly()
                    .onExit()
                    .completeOnTimeout(process, LAST_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** Waits for something without which the demo cannot go on. */
    void await(String what, Condition condition) throws InterruptedException {
        Screen.step("waiting for " + what);
        if (!comesTrue(condition)) {
            fail(PATIENCE.toSeconds() + " s were not enough for " + what);
        }
    }

    /** @return whether it came true within a minute */
    boolean comesTrue(Condition condition) throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(limit)) {
            try {
                if (condition.holds()) {
                    return true;
                }
            } catch (Exception e) {
                // Not up yet; the time limit decides.
            }
            Optional<String> dead = dead();
            if (dead.isPresent()) {
                // Ctrl-C also ends the servers, possibly a moment before this program, and is no failure.
                Thread.sleep(500);
                fail(dead.get() + " has ended");
            }
            // The interval of the checks.
            Thread.sleep(50);
        }
        return false;
    }

    private synchronized Optional<String> dead() {
        return processes.entrySet().stream()
                .filter(entry -> !entry.getValue().isAlive())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Ends the demo. */
    <T> T fail(String message) {
        complain(message);
        System.exit(1);
        throw new IllegalStateException(message);
    }

    private synchronized void complain(String message) {
        if (!ended) {
            String logs = processes.keySet().stream()
                    .map(name -> log(name).toString())
                    .collect(Collectors.joining(", "));
            System.err.println("demo: " + message + "; the logs are " + logs);
        }
    }
}
