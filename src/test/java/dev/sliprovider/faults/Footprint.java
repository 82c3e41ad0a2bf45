package dev.sliprovider.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds, as Linux tells it.
 *
 * @param threads of the process
 * @param descriptors of sockets and files
 * @param kilobytes of its heap after a collection; of an executable, which has nobody to ask, what is resident
 */
record Footprint(int threads, int descriptors, long kilobytes) {

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static Footprint of(Process process) throws IOException, InterruptedException {
        return new Footprint(count(process, "task"), count(process, "fd"), memory(process));
    }

    private static int count(Process process, String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid() + "/" + folder))) {
            return (int) entries.count();
        }
    }

    private static long memory(Process process) throws IOException, InterruptedException {
        if (System.getenv("SLI_PROVIDER_EXECUTABLE") != null) {
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
