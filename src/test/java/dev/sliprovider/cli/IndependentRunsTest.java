package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of commands in one JVM do not influence each other. */
@QuarkusMainTest
@TestProfile(InProcess.class)
class IndependentRunsTest {

    @TempDir
    Path directory;

    @Test
    void the_options_of_one_run_are_not_those_of_the_next(QuarkusMainLauncher launcher) throws Exception {
        Files.createDirectories(directory.resolve("prometheus"));
        Files.writeString(directory.resolve("prometheus/sli.yaml"), "indicators: {only_here: vector(1)}\n");
        var before = (Properties) System.getProperties().clone();

        LaunchResult first = launcher.launch(
                "get-sli",
                "--sli-dir",
                directory.toString(),
                "--prometheus",
                "http://127.0.0.1:1",
                "--project",
                "p",
                "--stage",
                "s",
                "--service",
                "x",
                "-o",
                "json");
        LaunchResult second = launcher.launch("check");

        assertThat(first.exitCode()).as(first.getErrorOutput()).isEqualTo(Cli.INCOMPLETE);
        assertThat(first.getOutput()).contains("only_here", "\"reason\" : \"unreachable\"");
        assertThat(second.exitCode()).isEqualTo(Cli.USAGE);
        assertThat(second.getErrorOutput()).contains("no Prometheus is known");
        assertThat(System.getProperties().keySet())
                .filteredOn(name ->
                        !before.containsKey(name) && String.valueOf(name).startsWith("sli-provider."))
                .isEmpty();
    }
}
