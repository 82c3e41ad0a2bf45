package dev.sliprovider.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.Program;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demos show what they promise, and leave nothing behind; people run them by {@code ./dev demo}. */
class DemoIT {

    private Path output;

    @BeforeEach
    void prepare() throws IOException {
        output = ProgramOutput.processOutput();
    }

    /** The next demo empties the folder of this one. */
    @AfterEach
    void keepLogs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/demo"))) {
            for (Path log : files.filter(
                            file -> file.getFileName().toString().matches("(replica|provider|gate).*\\.log"))
                    .toList()) {
                Files.copy(log, ProgramOutput.processOutput(), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void a_newcomer_sees_an_answer_a_missing_value_a_pass_and_a_fail_with_its_report() throws Exception {
        Process demo = demo(Demo.class);
        assertThat(demo.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();

        String screen = Files.readString(output);
        assertThat(demo.exitValue()).as(screen).isZero();
        assertThat(screen)
                .contains("throughput", "the metric shop_orders_total does not exist on this server")
                .containsSubsequence(
                        "PASS\n",
                        "exit code 0\n",
                        "FAIL  series is 1700, wanted: at most",
                        "exit code 10\n",
                        "gate.html\n")
                .doesNotContain("\033", "Exception");
        assertThat(Path.of("target/demo/http/gate.html")).content().contains("series is 1700", "</html>");
    }

    @Test
    void the_gate_stops_a_regression_and_tells_each_tool_in_its_way() throws Exception {
        Process demo = demo(GateServiceDemo.class);
        assertThat(demo.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();

        String screen = Files.readString(output);
        assertThat(demo.exitValue()).as(screen).isZero();
        assertThat(screen)
                .containsSubsequence(
                        "A pipeline asks about v1",
                        "HTTP 200  pass, score 100",
                        "A pipeline asks about v2",
                        "HTTP 200  fail, score 50",
                        "Argo Rollouts compares v2 with v1",
                        "HTTP 200  fail",
                        "Flagger asks",
                        "HTTP 409  ")
                .doesNotContain("\033", "Exception");
    }

    @Test
    void every_evaluation_is_answered_once_although_a_replica_is_killed() throws Exception {
        Process demo = demo(KeptnDemo.class);
        assertThat(demo.waitFor(150, TimeUnit.SECONDS)).as("it ends").isTrue();

        String screen = Files.readString(output);
        assertThat(demo.exitValue()).as(screen).isZero();
        assertThat(screen.lines().toList().getLast()).isEqualTo("20 triggered, 20 finished, 0 duplicates");
        assertThat(screen).contains("delivered again after the kill", "orders_per_second has no value");
        assertThat(screen).doesNotContain("\033", "Exception");
    }

    @Test
    void nothing_stays_behind_when_it_is_interrupted() throws Exception {
        Process demo = demo(KeptnDemo.class);
        Eventually.await().until(() -> demo.descendants().count() >= 4);
        List<ProcessHandle> servers = demo.descendants().toList();
        demo.destroy();

        assertThat(demo.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(servers).hasSize(4);
        assertThat(servers.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info))
                .isEmpty();
        assertThat(Files.readString(output)).doesNotContain("demo:", "Exception");
    }

    private Process demo(Class<?> demo) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        ProgramOutput.option(),
                        Program.option(),
                        "-cp",
                        "target/test-classes:target/quarkus-app/lib/main/*",
                        demo.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
