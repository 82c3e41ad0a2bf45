package dev.sliprovider.endpoint;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.settings.Bounds;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of an endpoint from one source. Messages name the source and the setting, never its value.
 */
final class EndpointSettings {

    /**
     * @param place for people
     * @param style of the names in this source
     * @param warnings about other content of the source, a sentence each
     */
    private record Origin(String place, Setting.Style style, List<String> warnings) {}

    private final Origin origin;
    private final NamedFiles files;
    private final Map<Setting, String> values;

    /**
     * @param place for people, such as {@code the Secret keptn/prometheus-credentials-shop}
     * @param style of the names in this source
     * @param folder for relative file names
     * @param values as written; blank values are ignored
     */
    EndpointSettings(String place, Setting.Style style, Path folder, Map<Setting, String> values) {
        this(new Origin(place, style, List.of()), new NamedFiles(folder, Optional.empty(), false), values);
    }

    private EndpointSettings(Origin origin, NamedFiles files, Map<Setting, String> values) {
        this.origin = origin;
        this.files = files;
        this.values = Map.copyOf(values);
    }

    /** @return the same settings, restricted to files of these folders */
    EndpointSettings withFilesOf(List<Path> folders) {
        return new EndpointSettings(
                origin, new NamedFiles(files.folder(), Optional.of(folders), files.showsPaths()), values);
    }

    /** @return the same, with whole paths in its messages if they are to be shown */
    EndpointSettings showingPaths(boolean isShown) {
        return new EndpointSettings(origin, new NamedFiles(files.folder(), files.readable(), isShown), values);
    }

    /** @return the same settings, with a warning for the answer */
    EndpointSettings warned(String warning) {
        return new EndpointSettings(new Origin(origin.place(), origin.style(), List.of(warning)), files, values);
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
        return value(inline).or(() -> value(file).map(name -> tried(file, () -> files.text(name))));
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
}
