package dev.sliprovider.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.json.JsonProblem;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Reads and writes single files of the history. What is read is not trusted: it may come from a cache of others. */
final class RecordFile {

    /** A longer file is refused; in bytes. 500 objectives with long queries have less. */
    static final int LARGEST = 4 << 20;

    private static final int DEPTH = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(LARGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordFile() {}

    /** A file is no evaluation that can be used. */
    static final class UnusableException extends Exception {
        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * @param scope that the evaluation must have
     * @throws UnusableException saying why the file is not used
     */
    static KeptEvaluation read(Path file, Scope scope) throws UnusableException {
        JsonNode event = json(file);
        JsonNode data = event.path("data");
        if (!data.path("project").asText().equals(scope.project())
                || !data.path("stage").asText().equals(scope.stage())
                || !data.path("service").asText().equals(scope.service())) {
            throw new UnusableException("it is not an evaluation of " + scope);
        }
        if (!event.path("id").isTextual() || event.path("id").textValue().isEmpty()) {
            throw new UnusableException("it has no \"id\"");
        }
        var kept = new KeptEvaluation(event.path("id").textValue(), time(event), event);
        try {
            if (kept.stored().decode().hasNullResult()) {
                throw new UnusableException("an entry of data.evaluation.indicatorResults is null");
            }
        } catch (UndecodableException e) {
            throw new UnusableException(e.getMessage());
        }
        return kept;
    }

    private static Instant time(JsonNode event) throws UnusableException {
        try {
            return Instant.parse(event.path("time").asText());
        } catch (DateTimeException e) {
            throw new UnusableException("its \"time\" is not of the form 2026-01-01T00:00:00Z");
        }
    }

    static JsonNode json(Path file) throws UnusableException {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new UnusableException("it is not a regular file");
            }
            return tree(bytes(file));
        } catch (IOException e) {
            throw new UnusableException("it " + BoundedFile.why(e));
        }
    }

    private static JsonNode tree(byte[] json) throws UnusableException {
        try {
            JsonNode read = JSON.readTree(json);
            if (read.isMissingNode()) {
                throw new UnusableException("it is empty");
            }
            return read;
        } catch (IOException e) {
            throw new UnusableException("it is not JSON: " + JsonProblem.of(json, e));
        }
    }

    private static byte[] bytes(Path file) throws IOException, UnusableException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnusableException("it has more than " + LARGEST + " bytes");
            }
            return bytes;
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
                ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
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
