package dev.sliprovider.resource;

import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads files from {@code <root>/[<stage>/[<service>/]]<name>}. A directory has one revision: what is in it now. All
 * messages have absolute paths, because a relative one is wrong as soon as the program runs somewhere else.
 */
final class ProjectDirectory implements ProjectFiles {

    private final Path root;

    ProjectDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision) {
        return Uni.createFrom()
                .item(() -> read(name, level, scope))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public String place() {
        return "the directory " + root;
    }

    @Override
    public Optional<String> misplaced(String name, Scope scope) {
        return new MisplacedFile(root, name, scope).hint();
    }

    private ProjectFile read(String name, Level level, Scope scope) {
        if (!Files.isDirectory(root)) {
            throw new UnreadableFileException(MissingPath.directory(root));
        }
        Path file = directory(level, scope).resolve(name);
        String location = level.describe(file.toString());
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnreadableFileException(location, "cannot be read: it is not a file; replace it by one");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(ProjectFile.MAX_BYTES + 1);
            if (bytes.length > ProjectFile.MAX_BYTES) {
                throw new UnreadableFileException(location, "is larger than " + ProjectFile.MAX_BYTES + " bytes");
            }
            return ProjectFile.of(location, utf8(bytes));
        } catch (NoSuchFileException e) {
            return ProjectFile.absent(location);
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(location, "is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            throw new UnreadableFileException(location, "cannot be read: " + e);
        }
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
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
