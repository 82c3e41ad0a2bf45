package dev.sliprovider.resource;

import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files from {@code <root>/[<stage>/[<service>/]]<name>}. A directory has one revision, its current content. Messages
 * of a command have absolute paths, because a relative path is wrong if the program runs in another directory. Messages of
 * the service have paths within the directory, because events show them to everybody.
 */
final class ProjectDirectory implements ProjectFiles {

    private static final String SETTING = "the directory of sli-provider.resource.directory";

    private final Path root;
    private final boolean showsPaths;

    /** @param showsPaths whether messages name the directory */
    ProjectDirectory(Path root, boolean showsPaths) {
        this.root = root.toAbsolutePath().normalize();
        this.showsPaths = showsPaths;
    }

    @Override
    public Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision) {
        return Uni.createFrom()
                .item(() -> read(name, level, scope))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public String place() {
        return showsPaths ? "the directory " + root : SETTING;
    }

    /** The hint has paths of the machine and names of other services. */
    @Override
    public Optional<String> misplaced(String name, Scope scope) {
        return showsPaths ? new MisplacedFile(root, name, scope).hint() : Optional.empty();
    }

    private ProjectFile read(String name, Level level, Scope scope) {
        if (!Files.isDirectory(root)) {
            throw new UnreadableFileException(
                    showsPaths ? MissingPath.directory(root) : SETTING + " does not exist; check what is mounted");
        }
        Path file = directory(level, scope).resolve(name);
        String location = level.describe((showsPaths ? file : root.relativize(file)).toString());
        try {
            return ProjectFile.of(location, BoundedFile.utf8(BoundedFile.read(file, ProjectFile.MAX_BYTES)));
        } catch (NoSuchFileException e) {
            return ProjectFile.absent(location);
        } catch (IOException e) {
            throw new UnreadableFileException(location, BoundedFile.why(e));
        }
    }

    private Path directory(Level level, Scope scope) {
        Path directory = root;
        for (String name : level.path(scope)) {
            try {
                directory = directory.resolve(requirePlain(name));
            } catch (InvalidPathException e) {
                throw notADirectory(name);
            }
        }
        return directory;
    }

    /** A name from an event becomes one path segment, never a way out of the directory. */
    private static String requirePlain(String name) {
        if (name.equals(".")
                || name.equals("..")
                || name.contains("/")
                || name.contains("\\")
                || name.indexOf(0) >= 0) {
            throw notADirectory(name);
        }
        return name;
    }

    private static UnreadableFileException notADirectory(String name) {
        return new UnreadableFileException(
                "the name \"" + name + "\" cannot be a directory; stage and service must be plain names");
    }
}
