package dev.sliprovider.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads files whose names come from outside: never more than a limit and one byte, whatever size a file claims to have.
 * Pipes, which may never end, and devices, which would fill the memory, are refused or read within a time limit.
 */
public final class BoundedFile {

    /** Maximum bytes of a file of settings or indicators. */
    public static final int USUAL = 1 << 20;

    /** A pipe as of a shell's {@code <(…)}. */
    private static final Patience OF_PIPE = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10));

    private BoundedFile() {}

    /**
     * How long a reader waits for something that may never end.
     *
     * @param silence without any byte
     * @param whole until the end
     */
    public record Patience(Duration silence, Duration whole) {

        /** For documents, which may be typed or pasted. */
        public static final Patience USUAL = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(10));
        /** For results of a test that still runs. */
        public static final Patience OF_TEST = new Patience(Duration.ofHours(6), Duration.ofHours(6));
    }

    /** The file exists and cannot be used. The message is a predicate for its name. */
    public static final class UnusableException extends IOException {
        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * @param most bytes
     * @return the content of a regular file, or of the target of a link
     * @throws NoSuchFileException if there is none
     * @throws UnusableException if it is no regular file, or larger
     */
    public static byte[] read(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            if (Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            throw new UnusableException(
                    Files.isDirectory(file)
                            ? "cannot be read: it is a directory"
                            : "cannot be read: it is no regular file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, most);
        }
    }

    /**
     * Like {@link #read(Path, int)}, for a file that the user of a command names: it may be a pipe, such as a shell's
     * {@code <(…)}, that ends within 10 s.
     */
    public static byte[] readAny(Path file, int most) throws IOException {
        return readAny(file, most, OF_PIPE);
    }

    /** Like {@link #readAny(Path, int)}, for a pipe that ends within another time. */
    public static byte[] readAny(Path file, int most, Patience patience) throws IOException {
        if (Files.isRegularFile(file) || Files.isDirectory(file) || Files.notExists(file)) {
            return read(file, most);
        }
        return new PatientReader(patience).read(progress -> {
            try (InputStream stream = Files.newInputStream(file)) {
                return read(stream, most, progress);
            }
        });
    }

    /**
     * @param stream such as standard input, which is not closed
     * @throws UnusableException if it has more bytes, or does not come to its end in time
     */
    public static byte[] read(InputStream stream, int most, Patience patience) throws IOException {
        return new PatientReader(patience).read(progress -> read(stream, most, progress));
    }

    private static byte[] read(InputStream stream, int most) throws IOException {
        return read(stream, most, () -> {});
    }

    /** @param progress is called for each part that arrives */
    static byte[] read(InputStream stream, int most, Runnable progress) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var part = new byte[8192];
        for (int n = stream.read(part);
                n >= 0;
                n = stream.read(part, 0, Math.min(most + 1 - bytes.size(), part.length))) {
            progress.run();
            bytes.write(part, 0, n);
            if (bytes.size() > most) {
                throw new UnusableException("is larger than " + most + " bytes");
            }
        }
        return bytes.toByteArray();
    }

    /**
     * @return the text without a byte order mark at its beginning, which some editors write
     * @throws UnusableException if it is not UTF-8
     */
    public static String utf8(byte[] bytes) throws UnusableException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnusableException("is not UTF-8; save it in that encoding");
        }
    }

    /** @return why a file cannot be read, as a predicate for its name, without its path */
    public static String why(IOException e) {
        return switch (e) {
            case UnusableException unusable -> unusable.getMessage();
            case NoSuchFileException missing -> "does not exist";
            case AccessDeniedException denied -> "cannot be read: permission denied";
            case FileSystemLoopException loop -> "cannot be read: its links lead in a circle";
            case FileSystemException other when other.getReason() != null -> "cannot be read: " + other.getReason();
            default -> "cannot be read";
        };
    }
}
