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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files whose names come from outside: never more than a limit and one byte, whatever size a file claims to have.
 * Pipes, which may never end, and devices, which would fill the memory, are refused or read within a time limit.
 */
public final class BoundedFile {

    /** Maximum bytes of a file of settings or indicators. */
    public static final int USUAL = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private BoundedFile() {}

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
        if (Files.isRegularFile(file) || Files.isDirectory(file) || Files.notExists(file)) {
            return read(file, most);
        }
        return patiently(() -> {
            try (InputStream stream = Files.newInputStream(file)) {
                return read(stream, most);
            }
        });
    }

    /**
     * @param stream such as standard input; there is no time limit, because a person may type into it
     * @throws UnusableException if it has more bytes
     */
    public static byte[] read(InputStream stream, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] some = stream.readNBytes(Math.min(most + 1, 8192));
        while (some.length > 0) {
            bytes.writeBytes(some);
            if (bytes.size() > most) {
                throw new UnusableException("is larger than " + most + " bytes");
            }
            some = stream.readNBytes(Math.min(most + 1 - bytes.size(), 8192));
        }
        return bytes.toByteArray();
    }

    /** @throws UnusableException if it is not UTF-8 */
    public static String utf8(byte[] bytes) throws UnusableException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
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

    private interface Reading {
        byte[] read() throws IOException;
    }

    /** On its own thread, because opening a pipe waits for its other end and cannot be interrupted. */
    private static byte[] patiently(Reading reading) throws IOException {
        var done = new CompletableFuture<byte[]>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(reading.read());
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnusableException("has not come to its end within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableException("was not read to its end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new UnusableException("cannot be read");
        }
    }
}
