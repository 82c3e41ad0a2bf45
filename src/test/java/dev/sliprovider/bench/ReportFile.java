package dev.sliprovider.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file for what was measured. */
public final class ReportFile {

    private ReportFile() {}

    /**
     * Told before the minutes, or the hour, that it takes to have something to write.
     *
     * @param option that names the file
     * @throws IllegalArgumentException if it cannot be written
     */
    public static Path named(String option, String name) {
        if (name.startsWith("-")) {
            throw new IllegalArgumentException(option + " needs the name of a file, and \"" + name + "\" is an option");
        }
        Path file = Path.of(name).toAbsolutePath();
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : file.getParent())) {
            throw new IllegalArgumentException(option + ": " + name + " cannot be written");
        }
        return file;
    }
}
