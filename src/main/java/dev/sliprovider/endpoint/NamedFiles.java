package dev.sliprovider.endpoint;

import dev.sliprovider.file.BoundedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that settings may name. They are read whenever they are needed, so that a secret that rotates is read anew.
 *
 * @param folder from which relative names count
 * @param readable folders whose files may be named; nothing if any file may be
 * @param showsPaths whether messages have whole paths; otherwise only the last name of a file that exists
 */
record NamedFiles(Path folder, Optional<List<Path>> readable, boolean showsPaths) {

    /**
     * @return the text in the file
     * @throws IllegalArgumentException saying what is wrong, without the text
     */
    String text(String name) {
        return text(name, true);
    }

    /** @param isFirst whether another attempt may follow: mounted files may be replaced in between */
    private String text(String name, boolean isFirst) {
        Path file = path(name);
        try {
            requireReadable(file);
            String text =
                    BoundedFile.utf8(BoundedFile.read(file, BoundedFile.USUAL)).strip();
            if (text.isEmpty()) {
                // A file is named for its content, so an empty one is a mistake, or is being written just now.
                throw new IllegalArgumentException("the file " + shown(file) + " is empty");
            }
            return text;
        } catch (NoSuchFileException e) {
            if (isFirst && Files.exists(file)) {
                return text(name, false);
            }
            throw new IllegalArgumentException(
                    "there is no file " + missing(file, name) + "; check the name and what is mounted");
        } catch (BoundedFile.UnusableException e) {
            throw new IllegalArgumentException("the file " + shown(file) + " " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file " + shown(file) + " " + BoundedFile.why(e) + "; check its permissions");
        }
    }

    private String shown(Path file) {
        return showsPaths ? file.toString() : String.valueOf(file.getFileName());
    }

    /** Without a slash the name may be the secret itself. */
    private String missing(Path file, String name) {
        if (!showsPaths) {
            return "of that name";
        }
        return name.contains("/") ? file.toString() : "of that name in the folder " + folder.toAbsolutePath();
    }

    /** Otherwise the author of a Secret could have any file sent to a server of his choice. */
    private void requireReadable(Path file) throws IOException {
        if (readable.isPresent()) {
            Path real = file.toRealPath();
            for (Path allowed : readable.get()) {
                if (Files.exists(allowed) && real.startsWith(allowed.toRealPath())) {
                    return;
                }
            }
            throw new IllegalArgumentException("the file " + shown(file)
                    + " is in no folder of sli-provider.kubernetes.files, of which a Secret may name files");
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
