package dev.sliprovider.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder that is written as Kubernetes mounts a Secret: the files are symbolic links through {@code ..data} to a
 * folder with a time in its name, and a change swaps {@code ..data} in one step.
 */
public final class RotatingFolder {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss");

    private final Path folder;

    public RotatingFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** @return what would be mounted */
    public Path path() {
        return folder;
    }

    /** Replaces all files by these, in the order of Kubernetes' own writer. */
    public void put(Map<String, String> files) throws IOException {
        Path data = folder.resolve("..data");
        Path before = Files.exists(data) ? data.toRealPath() : null;
        Path now = Files.createTempDirectory(folder, ".." + TIME.format(LocalDateTime.now()) + ".");
        for (var file : files.entrySet()) {
            Files.writeString(now.resolve(file.getKey()), file.getValue());
        }
        Path next = folder.resolve("..data_tmp");
        Files.createSymbolicLink(next, now.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        for (String name : files.keySet()) {
            if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
            }
        }
        for (Path stale : list(folder)) {
            String name = stale.getFileName().toString();
            if (!name.startsWith("..") && !files.containsKey(name)) {
                Files.delete(stale);
            }
        }
        if (before != null) {
            for (Path old : list(before)) {
                Files.delete(old);
            }
            Files.delete(before);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
