package dev.sliprovider.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_is_read_up_to_its_bound() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x".repeat(100));
        assertThat(BoundedFile.read(file, 100)).hasSize(100);
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.read(file, 99))
                .withMessage("is larger than 99 bytes");
    }

    @Test
    void a_device_without_end_is_read_up_to_its_bound_only() {
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.readAny(Path.of("/dev/zero"), BoundedFile.USUAL))
                .withMessage("is larger than 1048576 bytes");
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.read(Path.of("/dev/zero"), BoundedFile.USUAL))
                .withMessage("cannot be read: it is no regular file");
    }

    @Test
    void a_pipe_that_ends_is_read() throws Exception {
        Path pipe = pipe();
        Thread writer = Thread.startVirtualThread(() -> write(pipe));
        assertThat(BoundedFile.utf8(BoundedFile.readAny(pipe, 100))).isEqualTo("text");
        writer.join();
    }

    @Test
    void a_pipe_without_a_writer_is_not_waited_for_without_end() throws Exception {
        Path pipe = pipe();
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.readAny(pipe, 100))
                .withMessage("has not come to its end within 10 s");
    }

    @Test
    void a_stream_without_progress_or_without_end_is_read_for_a_bounded_time_only() throws Exception {
        var patience = new BoundedFile.Patience(Duration.ofMillis(200), Duration.ofMillis(700));
        try (var silent = new PipedInputStream(new PipedOutputStream())) {
            assertThatExceptionOfType(BoundedFile.UnusableException.class)
                    .isThrownBy(() -> BoundedFile.read(silent, 100, patience))
                    .withMessage("has sent nothing for 1 s; was its end forgotten?");
        }
        InputStream trickling = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                bytes[from] = (byte) read();
                return 1;
            }
        };
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.read(trickling, 1 << 20, patience))
                .withMessage("has not come to its end within 1 s");
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.read(trickling, 3, patience))
                .withMessage("is larger than 3 bytes");
        assertThat(BoundedFile.read(new ByteArrayInputStream(new byte[100]), 100, patience))
                .hasSize(100);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws IOException {
        assertThat(BoundedFile.utf8("\uFEFFa\uFEFFb".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a\uFEFFb");
    }

    @Test
    void what_goes_wrong_is_said_without_paths_and_classes() throws IOException {
        assertThat(why(folder.resolve("none"))).isEqualTo("does not exist");
        assertThat(why(folder)).isEqualTo("cannot be read: it is a directory");
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThat(why(loop)).doesNotContain(folder.toString(), "java.", "Exception");
        assertThatExceptionOfType(BoundedFile.UnusableException.class)
                .isThrownBy(() -> BoundedFile.utf8("ü".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining("is not UTF-8");
    }

    private static String why(Path file) {
        try {
            BoundedFile.read(file, 1);
            return "";
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(NoSuchFileException.class, BoundedFile.UnusableException.class);
            return BoundedFile.why(e);
        }
    }

    private Path pipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static void write(Path pipe) {
        try {
            Files.writeString(pipe, "text");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
