package dev.sliprovider.gate;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that decides what an evaluation does.
 *
 * @param location for messages
 * @param text its content
 */
public record SourceFile(String location, String text) {

    /**
     * @param name of a file, as its user writes it
     * @return the file for messages and reports: a path below the working directory is relative to it
     */
    public static String location(String name) {
        try {
            Path path = Path.of(name).normalize();
            Path here = Path.of("").toAbsolutePath();
            return (path.isAbsolute() && path.startsWith(here) ? here.relativize(path) : path).toString();
        } catch (InvalidPathException e) {
            return name;
        }
    }

    /** @return SHA-256 of the content, in hexadecimal digits */
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
