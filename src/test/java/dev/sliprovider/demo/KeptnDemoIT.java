package dev.sliprovider.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo shows what it promises, and leaves nothing behind; {@code ./dev demo --keptn} is how people run it. */
class KeptnDemoIT {

    @TempDir
    Path folder;

    @Test
    void every_evaluation_is_answered_once_although_a_replica_is_killed() throws Exception {
        Process demo = demo();
        assertThat(demo.waitFor(150, TimeUnit.SECONDS)).as("it ends").isTrue();

        String output = Files.readString(folder.resolve("output"));
        assertThat(demo.exitValue()).as(output).isZero();
        assertThat(output.lines().toList().getLast()).isEqualTo("20 triggered, 20 finished, 0 duplicates");
        assertThat(output).contains("delivered again after the kill", "orders_per_second has no value");
        assertThat(output).doesNotContain("\033", "Exception");
    }

    @Test
    void nothing_stays_behind_when_it_is_interrupted() throws Exception {
        Process demo = demo();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> demo.descendants().count() >= 4);
        List<ProcessHandle> servers = demo.descendants().toList();
        demo.destroy();

        assertThat(demo.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(servers).hasSize(4).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.readString(folder.resolve("output"))).doesNotContain("demo:", "Exception");
    }

    private Process demo() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        "target/test-classes:target/quarkus-app/lib/main/*",
                        "dev.sliprovider.demo.KeptnDemo")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }
}
