package dev.sliprovider.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What a process holds, as Linux tells it.
 *
 * @param threads of the process, without those of its pool of workers
 * @param descriptors of sockets and files
 * @param kilobytes of its heap after a collection; of an executable, which has nobody to ask, what is resident
 */
public record Footprint(int threads, int descriptors, long kilobytes) {

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** How those of the pool of workers are called, which end by themselves when there was nothing to do for a while. */
    private static final String WORKER = "executor-thread";

    private static final int MORE_THREADS = 10;

    /** Event loops and files that are opened with the first events; one left by each fault would be a hundred. */
    private static final int MORE_DESCRIPTORS = 40;
    /** What is loaded and remembered with the first events; a body of each flood would be ten times as much. */
    private static final int MORE_KILOBYTES = 24 * 1024;

    public static Footprint of(Process process) throws IOException, InterruptedException {
        return new Footprint(threads(process), descriptors(process), memory(process));
    }

    /**
     * The process comes back to what it held before, whatever happened meanwhile.
     *
     * @param process now
     */
    public void assertNotLeftBy(Process process) {
        // A leak may end with a timeout of its own, so time counts here; each look costs a collection of garbage.
        Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            Footprint after = of(process);
            assertThat(after.threads()).as("threads").isLessThan(threads + MORE_THREADS);
            assertThat(after.descriptors()).as("descriptors").isLessThan(descriptors + MORE_DESCRIPTORS);
            assertThat(after.kilobytes()).as("kilobytes").isLessThan(kilobytes + MORE_KILOBYTES);
            System.out.printf("before %s%nafter  %s%n", this, after);
        });
    }

    private static int threads(Process process) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return (int)
                    threads.filter(thread -> !name(thread).startsWith(WORKER)).count();
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException e) {
            // It has ended meanwhile.
            return WORKER;
        }
    }

    private static int descriptors(Process process) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return (int) descriptors.count();
        }
    }

    private static long memory(Process process) throws IOException, InterruptedException {
        if (!Program.isJar()) {
            return sum(RESIDENT, Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        }
        jcmd(process, "GC.run");
        return sum(USED, jcmd(process, "GC.heap_info"));
    }

    /** The generations of the heap are lines of their own. */
    private static long sum(Pattern pattern, String text) {
        Matcher lines = pattern.matcher(text);
        long sum = 0;
        boolean found = false;
        while (lines.find()) {
            sum += Long.parseLong(lines.group(1));
            found = true;
        }
        if (!found) {
            throw new IllegalStateException("nothing is said of memory: " + text);
        }
        return sum;
    }

    private static String jcmd(Process process, String command) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(asked.getInputStream().readAllBytes());
        if (asked.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }
}
