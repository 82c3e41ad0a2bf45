package dev.sliprovider.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.sli.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Reads and writes single files of the history. What is read is not trusted: it may come from a cache of others. */
final class RecordFile {

    private RecordFile() {}

    /**
     * @param scope that the evaluation must have
     * @throws UnusableRecordException saying why the file is not used
     */
    static KeptEvaluation read(Path file, Scope scope) throws UnusableRecordException {
        return RecordJson.read(content(file), scope);
    }

    static JsonNode json(Path file) throws UnusableRecordException {
        return RecordJson.tree(content(file));
    }

    private static byte[] content(Path file) throws UnusableRecordException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableRecordException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(RecordJson.LARGEST + 1);
        } catch (IOException e) {
            throw new UnusableRecordException("it " + BoundedFile.why(e));
        }
    }

    /**
     * Writes a temporary file beside the target, syncs it to the disk and moves it atomically, so that readers see either
     * all of it or nothing.
     */
    static void write(Path file, JsonNode content) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling("." + UUID.randomUUID() + RecordNames.LEFTOVER);
        try {
            try (FileChannel channel =
                    FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(RecordJson.bytes(content));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
