package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLogsTest {

    @TempDir
    Path folder;

    @Test
    void a_failure_shows_the_end_of_what_each_process_of_the_test_wrote() throws Exception {
        Path ended = Files.writeString(
                folder.resolve("ended.log"),
                IntStream.rangeClosed(1, 5_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            Process exit = new ProcessBuilder("sh", "-c", "exit 3").start();
            exit.waitFor();
            ProcessLogs.add("the first", ended, exit);
            ProcessLogs.add("the second", folder.resolve("none.log"), sleeper);
            Throwable failure = ProcessLogs.explained(new AssertionError("expected"));

            assertThat(failure).hasMessage("expected");
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(failure.getSuppressed()[0].getMessage().lines())
                    .contains("line 5000", "line 4901")
                    .doesNotContain("line 4900")
                    .contains("--- the end of the output of the first (exit code 3):")
                    .contains("--- the end of the output of the second (running):")
                    .anyMatch(line -> line.startsWith("it cannot be read:"));
        } finally {
            sleeper.destroyForcibly();
        }
    }
}
