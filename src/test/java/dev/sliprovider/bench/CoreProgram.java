package dev.sliprovider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures the pure core with JMH and prints a table; run by {@code ./dev bench --core}, and by no build. */
class CoreProgram {

    private static final Path LOG = Path.of("target/bench/core.log");

    @Test
    void measure() throws RunnerException, IOException {
        Files.createDirectories(LOG.getParent());
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.sliprovider\\..*Benchmark\\.")
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx256m")
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .shouldFailOnError(true)
                        .output(LOG.toString())
                        .build())
                .run();
        var table = new Table("The pure core, for one event", "what", "indicators", "ns", "±", "bytes allocated");
        results.stream()
                .sorted(Comparator.<RunResult, String>comparing(CoreProgram::name)
                        .thenComparingInt(result -> Integer.parseInt(indicators(result))))
                .forEach(result -> table.row(
                        name(result),
                        indicators(result),
                        Math.round(result.getPrimaryResult().getScore()),
                        Math.round(result.getPrimaryResult().getScoreError()),
                        Math.round(result.getSecondaryResults()
                                .get("gc.alloc.rate.norm")
                                .getScore())));
        System.out.println(table.aligned());
        assertThat(results).hasSizeGreaterThanOrEqualTo(15);
    }

    /** @return class and method, without what every name has */
    private static String name(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        return parts[parts.length - 2].replace("Benchmark", "") + "." + parts[parts.length - 1];
    }

    private static String indicators(RunResult result) {
        return result.getParams().getParam("indicators");
    }
}
