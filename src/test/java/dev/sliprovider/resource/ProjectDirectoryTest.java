package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectDirectoryTest {

    private static final String FILE = SliConfigs.FILE;
    private static final Scope SCOPE = new Scope("bookshop", "preprod", "catalog");

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "PROJECT, prometheus/sli.yaml",
        "STAGE,   preprod/prometheus/sli.yaml",
        "SERVICE, preprod/catalog/prometheus/sli.yaml",
    })
    void each_level_has_its_place(Level level, String file) throws IOException {
        write(file, "indicators: {a: up}".getBytes(StandardCharsets.UTF_8));
        assertThat(read(level, SCOPE).text()).contains("indicators: {a: up}");
        for (Level other : Level.values()) {
            assertThat(read(other, SCOPE).text().isPresent()).isEqualTo(other == level);
        }
    }

    @Test
    void a_file_is_told_with_its_path_and_level() {
        assertThat(read(Level.STAGE, SCOPE).location())
                .isEqualTo(root.resolve("preprod/prometheus/sli.yaml") + " (stage level)");
    }

    @Test
    void others_are_not_told_where_files_of_other_services_are() throws IOException {
        write("preprod/another/prometheus/sli.yaml", "indicators: {a: up}".getBytes(StandardCharsets.UTF_8));
        assertThat(new ProjectDirectory(root, true).misplaced(FILE, SCOPE)).isPresent();
        assertThat(new ProjectDirectory(root, false).misplaced(FILE, SCOPE)).isEmpty();
    }

    @Test
    void what_is_missing_is_absent_without_a_warning() {
        for (Level level : Level.values()) {
            assertThat(read(level, SCOPE).text()).isEmpty();
            assertThat(read(level, SCOPE).warnings()).isEmpty();
        }
    }

    @Test
    void a_file_may_change_although_the_event_names_a_commit() throws IOException {
        write("prometheus/sli.yaml", "indicators: {a: up}".getBytes(StandardCharsets.UTF_8));
        ProjectFile file = new ProjectDirectory(root, true)
                .read(FILE, Level.STAGE, SCOPE, Optional.of("9b1e0c44d7f25a80c3e6af1b7d0295ce8814f3a6"))
                .await()
                .indefinitely();
        assertThat(file.lasting()).isFalse();
    }

    @Test
    void a_missing_root_is_a_mistake() {
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(new ProjectDirectory(root.resolve("nowhere"), true), Level.PROJECT, SCOPE))
                .withMessageContainingAll("nowhere", "there is no directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../..", "/etc", "a/b", "a\\b", "..\\..", "a\0b", "/", "\ud800"})
    void a_name_is_one_segment_and_never_a_way_out(String name) throws IOException {
        write("prometheus/sli.yaml", "indicators: {secret: up}".getBytes(StandardCharsets.UTF_8));
        var inside = new ProjectDirectory(Files.createDirectories(root.resolve("inside")), true);
        for (Scope scope : new Scope[] {new Scope("p", name, "s"), new Scope("p", "s", name)}) {
            assertThatExceptionOfType(UnreadableFileException.class)
                    .isThrownBy(() -> read(inside, Level.SERVICE, scope))
                    .withMessageContaining("cannot be a directory");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "..a", "a..b", "a b", "~", "$HOME", "*"})
    void an_odd_name_is_just_a_name(String name) throws IOException {
        write(name + "/prometheus/sli.yaml", "indicators: {a: up}".getBytes(StandardCharsets.UTF_8));
        assertThat(read(Level.STAGE, new Scope("p", name, "s")).text()).isPresent();
    }

    @Test
    void a_name_that_no_file_can_have_is_told() {
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(Level.STAGE, new Scope("p", "x".repeat(5_000), "s")))
                .withMessageContaining("cannot be read");
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused() throws IOException {
        write("prometheus/sli.yaml", "indicators: {a: é}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(Level.PROJECT, SCOPE))
                .withMessageContainingAll("prometheus/sli.yaml (project level)", "is not UTF-8");
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws IOException {
        write("prometheus/sli.yaml", new byte[ProjectFile.MAX_BYTES + 1]);
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(Level.PROJECT, SCOPE))
                .withMessageContaining("is larger than 1048576 bytes");
    }

    @Test
    void a_directory_in_place_of_the_file_is_told() throws IOException {
        Files.createDirectories(root.resolve("prometheus/sli.yaml"));
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(Level.PROJECT, SCOPE))
                .withMessageContaining("cannot be read");
    }

    @Test
    void a_link_is_followed_as_kubernetes_mounts_files() throws IOException {
        write("..data/sli.yaml", "indicators: {a: up}".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(root.resolve("prometheus"));
        Files.createSymbolicLink(root.resolve("prometheus/sli.yaml"), Path.of("../..data/sli.yaml"));
        assertThat(read(Level.PROJECT, SCOPE).text()).isPresent();
    }

    @Test
    void messages_of_the_service_name_no_path_of_the_machine_and_no_class() throws IOException {
        Files.createDirectories(root.resolve("prometheus/sli.yaml"));
        var served = new ProjectDirectory(root, false);
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(served, Level.PROJECT, SCOPE))
                .withMessage("prometheus/sli.yaml (project level) cannot be read: it is a directory");
        assertThat(served.place()).doesNotContain(root.toString());
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(new ProjectDirectory(root.resolve("no"), false), Level.PROJECT, SCOPE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(root.toString()));
    }

    @Test
    void a_device_or_a_pipe_in_place_of_the_file_is_refused_at_once() throws Exception {
        Files.createDirectories(root.resolve("prometheus"));
        Files.createSymbolicLink(root.resolve("prometheus/sli.yaml"), Path.of("/dev/zero"));
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(Level.PROJECT, SCOPE))
                .withMessageContaining("it is no regular file");
        Files.delete(root.resolve("prometheus/sli.yaml"));
        new ProcessBuilder("mkfifo", root.resolve("prometheus/sli.yaml").toString())
                .start()
                .waitFor();
        assertThatExceptionOfType(UnreadableFileException.class)
                .isThrownBy(() -> read(Level.PROJECT, SCOPE))
                .withMessageContaining("it is no regular file");
    }

    private void write(String file, byte[] content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    private ProjectFile read(Level level, Scope scope) {
        return read(new ProjectDirectory(root, true), level, scope);
    }

    private static ProjectFile read(ProjectDirectory directory, Level level, Scope scope) {
        return directory.read(FILE, level, scope, Optional.of("any")).await().atMost(Eventually.LIMIT);
    }
}
