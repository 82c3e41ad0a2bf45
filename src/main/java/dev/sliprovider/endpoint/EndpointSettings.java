package dev.sliprovider.endpoint;

import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.settings.Bounds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of an endpoint from one source. Messages name the source and the setting, never its value. Files are read at
 * each use, so that a rotated secret takes effect.
 */
final class EndpointSettings {

    /**
     * @param place for people
     * @param style of the names in this source
     * @param warnings about other content of the source, a sentence each
     */
    private record Origin(String place, Setting.Style style, List<String> warnings) {}

    private final Origin origin;
    private final Path folder;
    private final Map<Setting, String> values;
    /** Folders whose files may be named; empty if any file may be named. */
    private final Optional<List<Path>> readable;

    /**
     * @param place for people, such as {@code the Secret keptn/prometheus-credentials-shop}
     * @param style of the names in this source
     * @param folder for relative file names
     * @param values as written; blank values are ignored
     */
    EndpointSettings(String place, Setting.Style style, Path folder, Map<Setting, String> values) {
        this(new Origin(place, style, List.of()), folder, values, Optional.empty());
    }

    private EndpointSettings(Origin origin, Path folder, Map<Setting, String> values, Optional<List<Path>> readable) {
        this.readable = readable;
        this.origin = origin;
        this.folder = folder;
        this.values = Map.copyOf(values);
    }

    /** @return the same settings, restricted to files of these folders */
    EndpointSettings withFilesOf(List<Path> folders) {
        return new EndpointSettings(origin, folder, values, Optional.of(folders));
    }

    /** @return the same settings, with a warning for the answer */
    EndpointSettings warned(String warning) {
        return new EndpointSettings(
                new Origin(origin.place(), origin.style(), List.of(warning)), folder, values, readable);
    }

    List<String> warnings() {
        return origin.warnings();
    }

    String place() {
        return origin.place();
    }

    boolean has(Setting setting) {
        return value(setting).isPresent();
    }

    Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @return the value, or the content of the file that another setting names */
    Optional<String> text(Setting inline, Setting file) {
        if (has(inline) && has(file)) {
            throw wrong(inline, "there is " + name(file) + ", too; give one of both");
        }
        return value(inline).or(() -> value(file).map(path -> read(file, path)));
    }

    /** @return the result of the reader; its failure is reported with the name of the setting */
    <T> Optional<T> read(Setting setting, Function<String, T> reader) {
        return value(setting).map(text -> tried(setting, () -> reader.apply(text)));
    }

    /** As {@link #read(Setting, Function)}, with the value in the setting or in a file. */
    <T> Optional<T> read(Setting inline, Setting file, Function<String, T> reader) {
        return text(inline, file).map(text -> tried(has(inline) ? inline : file, () -> reader.apply(text)));
    }

    boolean isOn(Setting setting) {
        try {
            return Bounds.isOn("", value(setting), false);
        } catch (IllegalArgumentException e) {
            // The message of the exception quotes the value, which may be a secret in a wrong line.
            throw wrong(setting, "expected true or false");
        }
    }

    /** @return an HTTP address, unchanged: with its query and trailing slash */
    URI address(Setting setting) {
        return read(setting, text -> {
                    HttpAddress.refuseAtAfterHost(text);
                    return HttpAddress.read("the address", text);
                })
                .orElseThrow(() -> missing(setting));
    }

    EndpointException missing(Setting setting) {
        return missing(setting, "");
    }

    /** @param why the setting is needed, for people; may be empty */
    EndpointException missing(Setting setting, String why) {
        return new EndpointException(
                origin.place() + ": " + name(setting) + " is missing" + (why.isEmpty() ? "" : "; " + why));
    }

    /** @param why a sentence without its subject, and without the value */
    EndpointException wrong(Setting setting, String why) {
        return new EndpointException(origin.place() + ": " + name(setting) + ": " + why);
    }

    String name(Setting setting) {
        return setting.in(origin.style());
    }

    private interface Reading<T> {
        T get();
    }

    private <T> T tried(Setting setting, Reading<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw wrong(setting, e.getMessage());
        }
    }

    private String read(Setting setting, String name) {
        Path file = tried(setting, () -> path(name));
        try {
            requireReadable(setting, file);
            String text =
                    BoundedFile.utf8(BoundedFile.read(file, BoundedFile.USUAL)).strip();
            if (text.isEmpty()) {
                // An empty file is a mistake, or it is being written at this moment.
                throw wrong(setting, "the file " + file + " is empty");
            }
            return text;
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                // The mounted files were replaced at this moment.
                return read(setting, name);
            }
            // A value without a slash may be the secret itself.
            String shown =
                    name.contains("/") ? file.toString() : "of that name in the folder " + folder.toAbsolutePath();
            throw wrong(setting, "there is no file " + shown + "; check the name and what is mounted");
        } catch (BoundedFile.UnusableException e) {
            throw wrong(setting, "the file " + file + " " + e.getMessage());
        } catch (IOException e) {
            throw wrong(setting, "the file " + file + " " + BoundedFile.why(e) + "; check its permissions");
        }
    }

    /** Otherwise the author of a Secret could send any file to a server of their choice. */
    private void requireReadable(Setting setting, Path file) throws IOException {
        if (readable.isPresent()) {
            Path real = file.toRealPath();
            for (Path allowed : readable.get()) {
                if (real.startsWith(allowed.toRealPath())) {
                    return;
                }
            }
            throw wrong(
                    setting,
                    "the file " + file + " is in no folder of sli-provider.kubernetes.files, of which a Secret"
                            + " may name files");
        }
    }

    private Path path(String name) {
        if (name.contains("\n") || name.contains("-----BEGIN")) {
            throw new IllegalArgumentException(
                    "it is the content of a file, not its name; use the setting without _FILE");
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("it is no name of a file");
        }
    }
}
