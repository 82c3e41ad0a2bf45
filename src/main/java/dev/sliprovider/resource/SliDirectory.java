package dev.sliprovider.resource;

import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads sli.yaml files from {@code <root>/[<stage>/[<service>/]]prometheus/sli.yaml}. A directory has one revision:
 * what lies there now.
 */
final class SliDirectory implements SliFiles {

    private final Path root;

    SliDirectory(Path root) {
        this.root = root;
    }

    @Override
    public Uni<SliFile> read(Level level, Scope scope, Optional<String> revision) {
        return Uni.createFrom().item(() -> read(level, scope)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @Override
    public String place() {
        return "the directory " + root;
    }

    private SliFile read(Level level, Scope scope) {
        if (!Files.isDirectory(root)) {
            throw new SliConfigException("the directory " + root + " does not exist; it should hold " + Level.FILE
                    + " and, below <stage>/ and <stage>/<service>/, the same");
        }
        Path file = directory(level, scope).resolve(Level.FILE);
        String location = file + level.file().substring(Level.FILE.length());
        try {
            if (Files.size(file) > SliYaml.FILE_LENGTH) {
                throw new SliConfigException(location + " is larger than " + SliYaml.FILE_LENGTH + " bytes");
            }
            return SliFile.of(location, Files.readString(file));
        } catch (NoSuchFileException e) {
            return SliFile.absent(location);
        } catch (CharacterCodingException e) {
            throw new SliConfigException(location + " is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            throw new SliConfigException(location + " cannot be read: " + e);
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

    private static SliConfigException notADirectory(String name) {
        return new SliConfigException(
                "the name \"" + name + "\" cannot be a directory; stage and service must be plain names");
    }
}
