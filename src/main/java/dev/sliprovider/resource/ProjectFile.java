package dev.sliprovider.resource;

import java.util.List;
import java.util.Optional;

/**
 * A file of one level.
 *
 * @param location the file, for messages
 * @param text its content, or empty if the level has no such file
 * @param lasting whether it never changes, because it was read from a commit
 * @param warnings about reading it, a sentence each
 */
public record ProjectFile(String location, Optional<String> text, boolean lasting, List<String> warnings) {

    /** A longer file is refused; in bytes. */
    static final int MAX_BYTES = 1 << 20;

    static ProjectFile absent(String location) {
        return new ProjectFile(location, Optional.empty(), false, List.of());
    }

    static ProjectFile of(String location, String text) {
        return new ProjectFile(location, Optional.of(text), false, List.of());
    }

    ProjectFile warn(String warning) {
        return new ProjectFile(location, text, lasting, List.of(warning));
    }

    ProjectFile ofCommit() {
        return new ProjectFile(location, text, true, warnings);
    }
}
