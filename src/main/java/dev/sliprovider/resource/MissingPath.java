package dev.sliprovider.resource;

import dev.sliprovider.sli.NearestName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Explains that a path does not exist: the searched path, and the path that was probably meant. */
public final class MissingPath {

    /** Maximum number of entries that are read to find a similar name. */
    private static final int MOST = 500;

    /** Levels and entries below a directory in which an entry of the same name is searched. */
    private static final int DEPTH = 6;

    private static final int MOST_BELOW = 5000;

    private MissingPath() {}

    /** @return a sentence for a directory that should hold sli.yaml files */
    static String directory(Path path) {
        return "there is no directory " + path.toAbsolutePath().normalize() + ", which should hold " + SliConfigs.FILE
                + " and, below <stage>/ and <stage>/<service>/, the same" + hint(path);
    }

    /**
     * @param path that does not exist
     * @return {@code "; did you mean …?"} or where the path ends, as the end of a sentence
     */
    public static String hint(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path missing = whole;
        while (missing.getParent() != null && !Files.exists(missing.getParent())) {
            missing = missing.getParent();
        }
        Path parent = missing.getParent();
        Path name = missing.getFileName();
        if (parent == null || name == null || Files.exists(missing)) {
            return "";
        }
        return NearestName.to(name.toString(), names(parent))
                .map(parent::resolve)
                .or(() -> elsewhere(parent, whole.getFileName()))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse(missing.equals(whole) ? "" : "; there is no \"" + name + "\" in " + parent);
    }

    /** Looks for an entry of the same name below a directory. Hidden directories and those of libraries are left out. */
    private static Optional<Path> elsewhere(Path parent, Path name) {
        var found = new ArrayList<Path>();
        var visited = new AtomicInteger();
        try {
            Files.walkFileTree(parent, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String shown = String.valueOf(directory.getFileName());
                    boolean isLeftOut = shown.startsWith(".") || shown.equals("node_modules");
                    return isLeftOut && !directory.equals(parent) ? FileVisitResult.SKIP_SUBTREE : visit(directory);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return visit(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                private FileVisitResult visit(Path entry) {
                    if (name.equals(entry.getFileName()) && !entry.equals(parent)) {
                        found.add(entry);
                    }
                    return found.isEmpty() && visited.incrementAndGet() < MOST_BELOW
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException e) {
            // Then there is no hint.
        }
        return found.stream().findFirst();
    }

    /** @return names of the entries of a directory; none if it cannot be read */
    static List<String> names(Path directory) {
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (names.size() == MOST) {
                    break;
                }
                names.add(Optional.ofNullable(entry.getFileName())
                        .map(Path::toString)
                        .orElse(""));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Then there is no hint.
        }
        return names;
    }
}
