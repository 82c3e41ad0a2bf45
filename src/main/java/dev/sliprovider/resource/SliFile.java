package dev.sliprovider.resource;

import java.util.List;
import java.util.Optional;

/**
 * What one level has.
 *
 * @param location the file, for messages
 * @param text its content, or empty if the level has no such file
 * @param lasting whether it never changes, being read from a commit
 * @param warnings about reading it, a sentence each
 */
public record SliFile(String location, Optional<String> text, boolean lasting, List<String> warnings) {

    static SliFile absent(String location) {
        return new SliFile(location, Optional.empty(), false, List.of());
    }

    static SliFile of(String location, String text) {
        return new SliFile(location, Optional.of(text), false, List.of());
    }

    SliFile warn(String warning) {
        return new SliFile(location, text, lasting, List.of(warning));
    }

    SliFile ofCommit() {
        return new SliFile(location, text, true, warnings);
    }
}
