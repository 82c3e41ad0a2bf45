package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFolderTest {

    @TempDir
    Path directory;

    @Test
    void files_are_links_through_data_and_go_with_it() throws Exception {
        var folder = new RotatingFolder(directory.resolve("secret"));
        folder.put(Map.of("user", "a", "password", "b"));

        assertThat(Files.readSymbolicLink(folder.path().resolve("user"))).hasToString("..data/user");
        assertThat(folder.path().resolve("user")).hasContent("a");
        Path first = folder.path().resolve("..data").toRealPath();

        folder.put(Map.of("user", "c", "token", "d"));

        assertThat(folder.path().resolve("user")).hasContent("c");
        assertThat(folder.path().resolve("token")).hasContent("d");
        assertThat(folder.path().resolve("password")).doesNotExist();
        assertThat(first).doesNotExist();
    }

    @Test
    void a_file_is_there_at_every_moment_of_a_change() throws Exception {
        var folder = new RotatingFolder(directory.resolve("secret"));
        folder.put(Map.of("user", "0"));
        Path user = folder.path().resolve("user");
        var missing = new AtomicBoolean();
        var done = new AtomicBoolean();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                if (!Files.isSymbolicLink(user)) {
                    missing.set(true);
                }
            }
        });
        for (int i = 1; i <= 50; i++) {
            folder.put(Map.of("user", "" + i));
        }
        done.set(true);
        reader.join();

        assertThat(missing).isFalse();
        assertThat(user).hasContent("50");
    }
}
