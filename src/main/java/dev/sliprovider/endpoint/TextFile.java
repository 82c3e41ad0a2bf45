package dev.sliprovider.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small text file. Pipes, which never end, and devices, which fill the memory, are refused. */
final class TextFile {

    private static final int LENGTH = 1 << 20;

    private TextFile() {}

    /** The file exists and cannot be used; the message continues a sentence that begins with its name. */
    static final class UnusableException extends IOException {
        UnusableException(String message) {
            super(message);
        }
    }

    static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            if (Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            throw new UnusableException("is no regular file that can be read");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LENGTH + 1);
            if (bytes.length > LENGTH) {
                throw new UnusableException("is larger than " + LENGTH + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableException("is no text in UTF-8");
        }
    }
}
