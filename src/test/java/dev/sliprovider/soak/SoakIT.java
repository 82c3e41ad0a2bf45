package dev.sliprovider.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.Program;
import dev.sliprovider.secrets.ProgramOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak itself, for some seconds; {@code ./dev soak} is how people run it. */
class SoakIT {

    @TempDir
    private Path folder;

    @Test
    void some_seconds_of_it_find_one_answer_for_each_event() throws Exception {
        Path output = ProgramOutput.processOutput();
        Path plot = folder.resolve("soak.svg");
        Process soak = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        ProgramOutput.option(),
                        Program.option(),
                        "-cp",
                        "target/test-classes:target/classes:target/quarkus-app/lib/main/*",
                        Soak.class.getName(),
                        "--minutes",
                        "0.3",
                        "--svg",
                        plot.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(soak.waitFor(180, TimeUnit.SECONDS)).as("it ends").isTrue();
        String screen = Files.readString(output);
        assertThat(soak.exitValue()).as(screen).isZero();
        keepLogs();
        assertThat(screen)
                .contains("Each has one answer, in time, and it is the right one.")
                // Which of them a line shows depends on how fast the machine is.
                .containsPattern("events, [2-9] faults")
                .doesNotContain("Exception");
        assertThat(plot).content().startsWith("<svg").contains("jetstream-a", "polling");
    }

    /** The next soak empties the folder of this one. */
    private static void keepLogs() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target/soak"))) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.copy(log, ProgramOutput.processOutput(), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
