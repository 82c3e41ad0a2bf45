package dev.sliprovider.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Compares the quality gate with Lighthouse on files of cases; run by {@code ./dev golden}. */
public final class Golden {

    private static final int DIFFERENT = 1;
    private static final int UNREADABLE = 2;

    private Golden() {}

    /** @param files of cases; the committed one if there are none */
    public static void main(String[] files) {
        List<GoldenFile> all = files.length == 0
                ? List.of(GoldenFile.COMMITTED)
                : Arrays.stream(files)
                        .map(file -> new GoldenFile(Path.of(file)))
                        .toList();
        int code = 0;
        for (GoldenFile file : all) {
            code = Math.max(code, run(file));
        }
        System.exit(code);
    }

    private static int run(GoldenFile file) {
        long begin = System.nanoTime();
        try {
            GoldenFile.Result result = file.run();
            result.differences().forEach(Golden::print);
            System.out.printf(
                    "%s: %d of %d agree, %d differ, in %d ms%n",
                    file.path(),
                    result.agreeing(),
                    result.cases(),
                    result.differences().size(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            return result.differences().isEmpty() ? 0 : DIFFERENT;
        } catch (IOException e) {
            System.err.println("dev: " + file.path() + " cannot be read as a file of golden cases: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private static void print(GoldenCase.Difference difference) {
        System.out.println(difference.id());
        System.out.println("  lighthouse: " + difference.expected());
        System.out.println("  here:       " + difference.actual());
    }
}
