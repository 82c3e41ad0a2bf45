package dev.sliprovider.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.peers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that record the same and different evaluations, and are killed at any moment, as the database is. */
class HistoryReplicasTest {

    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    private Process writer(String url, String name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryWriter.class.getName(),
                        url,
                        name)
                .redirectOutput(folder.resolve(name + ".txt").toFile())
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** @return the ids that it has printed as a whole */
    private List<String> confirmed(String name) throws IOException {
        String text = Files.readString(folder.resolve(name + ".txt"));
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    @Test
    void nothing_that_was_confirmed_is_lost_and_nothing_is_there_twice() throws Exception {
        try (var server = new PostgresServer().start();
                var client = new TestDatabase(server.url(), TestDatabase.Settings.USUAL)) {
            writer(server.url(), "steady");
            for (int i = 0; i < KILLS; i++) {
                String name = "killed" + i;
                Process killed = writer(server.url(), name);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> confirmed(name).size() > 20);
                if (i == KILLS / 2) {
                    server.kill();
                    server.start();
                }
                killed.destroyForcibly().waitFor();
            }
            int before = confirmed("steady").size();
            Awaitility.await("a replica goes on after the database was killed")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> confirmed("steady").size() > before + 20);
            started.getFirst().destroyForcibly().waitFor();

            Set<String> confirmed = new HashSet<>(confirmed("steady"));
            for (int i = 0; i < KILLS; i++) {
                confirmed.addAll(confirmed("killed" + i));
            }
            ServiceHistory.Found found = client.history().of(HistoryWriter.CART).newest(1_000_000);
            List<String> ids =
                    found.evaluations().stream().map(KeptEvaluation::id).toList();
            assertThat(found.skipped()).isEmpty();
            assertThat(ids).doesNotHaveDuplicates().containsAll(confirmed);
            assertThat(ids.stream().filter(id -> id.startsWith("shared-"))).hasSize(50);
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }
}
