package dev.sliprovider.resource;

import java.util.List;
import java.util.Optional;

/**
 * What one level has.
 *
 * @param location the file, for messages
 * @param text its content, or empty if the level has no such file
 * @param warnings about reading it, a sentence each
 */
public record SliFile(String location, Optional<String> text, List<String> warnings) {

    static SliFile absent(String location) {
        return new SliFile(location, Optional.empty(), List.of());
    }

    static SliFile of(String location, String text) {
        return new SliFile(location, Optional.of(text), List.of());
    }

    SliFile warn(String warning) {
        return new SliFile(location, text, List.of(warning));
    }
}
