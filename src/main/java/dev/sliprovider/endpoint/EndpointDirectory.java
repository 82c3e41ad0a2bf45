package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Setting.Style;
import dev.sliprovider.file.BoundedFile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mounted directory with a folder or a YAML file for each project. It is read for each event, so that a change needs no
 * notification.
 */
final class EndpointDirectory implements EndpointSource {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
    /** The link that Kubernetes replaces when it updates a mounted Secret: it leads to all files of one version. */
    private static final String VERSION = "..data";

    private static final String SETTING = "sli-provider.endpoints.directory";

    private final Path directory;
    private final boolean showsPaths;

    /** @param showsPaths whether messages name the directory; those of the service have paths within it */
    EndpointDirectory(Path directory, boolean showsPaths) {
        this.directory = directory;
        this.showsPaths = showsPaths;
    }

    @Override
    public Uni<Optional<EndpointSettings>> of(String project) {
        return Uni.createFrom().item(() -> settings(project)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public String describe(String project) {
        return shown(directory.resolve((project.matches(NAME) ? project : "<project>") + "[.yaml]"));
    }

    private Optional<EndpointSettings> settings(String project) {
        if (!project.matches(NAME)) {
            return Optional.empty();
        }
        if (Files.notExists(directory)) {
            throw new EndpointException(
                    SETTING + ": " + (showsPaths ? "there is no directory " + directory : "there is no such directory")
                            + "; mount it, or unset the setting");
        }
        Path folder = directory.resolve(project);
        List<Path> there = Stream.of(project, project + ".yaml", project + ".yml")
                .map(directory::resolve)
                .filter(this::isThere)
                .toList();
        if (there.size() > 1) {
            throw new EndpointException("the project " + project + " is there more than once: "
                    + there.stream().map(this::shown).collect(Collectors.joining(" and ")) + "; leave one");
        }
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (there.getFirst().equals(folder)) {
            return Optional.of(EndpointKeys.read("the folder " + shown(folder), folder, files(folder)));
        }
        Path file = there.getFirst();
        String place = "the file " + shown(file);
        return Optional.of(new EndpointSettings(place, Style.YAML, directory, EndpointYaml.read(place, text(file))));
    }

    /** @return the path; within the directory, if the directory must not be named */
    private String shown(Path path) {
        return showsPaths ? path.toString() : directory.relativize(path) + " of " + SETTING;
    }

    /** A path that cannot be read is not "not found": the next source might name another Prometheus. */
    private boolean isThere(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** A version that is replaced while it is read is read again. */
    private Map<String, String> files(Path folder) {
        Path version = version(folder);
        try {
            Map<String, String> texts = texts(version);
            return version.equals(version(folder)) ? texts : files(folder);
        } catch (EndpointException e) {
            if (version.equals(version(folder))) {
                throw e;
            }
            return files(folder);
        }
    }

    private Path version(Path folder) {
        Path version = folder.resolve(VERSION);
        try {
            return Files.isSymbolicLink(version) ? folder.resolve(Files.readSymbolicLink(version)) : folder;
        } catch (IOException e) {
            throw unreadable(version, e);
        }
    }

    private Map<String, String> texts(Path folder) {
        var texts = new HashMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> EndpointKeys.isRead(file.getFileName().toString()))
                    .forEach(file -> texts.put(file.getFileName().toString(), text(file)));
            return texts;
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e.getCause());
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private String text(Path file) {
        try {
            return BoundedFile.utf8(BoundedFile.read(file, BoundedFile.USUAL));
        } catch (BoundedFile.UnusableException e) {
            throw new EndpointException("the file " + shown(file) + " " + e.getMessage());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private EndpointException unreadable(Path path, IOException e) {
        return new EndpointException(
                shown(path) + " " + BoundedFile.why(e) + "; check what is mounted, and its permissions");
    }
}
