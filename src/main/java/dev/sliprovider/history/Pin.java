package dev.sliprovider.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pinned evaluation of a service, the only one to compare with.
 *
 * @param file that names it; it does not exist if none is pinned
 */
record Pin(Path file) {

    void set(String id) throws IOException {
        RecordFile.write(file, JsonNodeFactory.instance.objectNode().put("id", id));
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** @throws HistoryException if the file cannot be used */
    Optional<String> id() throws HistoryException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordFile.json(file).path("id").asText());
        } catch (UnusableRecordException e) {
            throw new HistoryException(
                    file + " cannot be used: " + e.getMessage() + "; pin an evaluation again, or unpin", e);
        }
    }
}
