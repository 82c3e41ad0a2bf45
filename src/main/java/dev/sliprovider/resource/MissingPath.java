package dev.sliprovider.resource;

import dev.sliprovider.sli.NearestName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains that a path does not exist: the searched path, and the path that was probably meant. */
public final class MissingPath {

    /** Maximum number of entries that are read to find a similar name. */
    private static final int MOST = 500;

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
                .map(nearest -> "; did you mean " + parent.resolve(nearest) + "?")
                .orElse(missing.equals(whole) ? "" : "; there is no \"" + name + "\" in " + parent);
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
