package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;
import org.junit.jupiter.api.Test;

/**
 * What the build has made starts the way Quarkus starts it: the jar, or with {@code ./dev test --native} the executable.
 * All that needs an environment, a signal or several processes is tested with {@link Program}.
 */
@QuarkusMainIntegrationTest
class LaunchIT {

    @Test
    @Launch("--version")
    void tells_its_version(LaunchResult result) {
        assertThat(result.getOutput()).containsPattern("prometheus-sli-provider \\d+\\.\\d+\\.\\d+");
    }

    @Test
    @Launch({"validate", "--filter", "topic", "sli-examples"})
    void validates_the_examples(LaunchResult result) {
        assertThat(result.getOutput()).doesNotContain("error");
    }

    @Test
    @Launch(
            value = {
                "get-sli",
                "--sli-dir",
                "sli-examples/prometheus-itself",
                "--prometheus",
                "http://127.0.0.1:1",
                "--project",
                "p",
                "--stage",
                "s",
                "--service",
                "v",
                "--timeframe",
                "1m",
                "--indicator",
                "throughput",
                "-o",
                "json"
            },
            exitCode = Cli.INCOMPLETE)
    void boots_for_a_command_and_ends_with_its_exit_code(LaunchResult result) {
        assertThat(result.getOutput()).contains("the connection was refused");
    }

    @Test
    @Launch(
            value = {"serve", "--port", "70000"},
            exitCode = Cli.USAGE)
    void refuses_a_port_that_is_none(LaunchResult result) {
        assertThat(result.getErrorOutput()).contains("70000 is not a port");
    }
}
