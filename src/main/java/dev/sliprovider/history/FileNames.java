package dev.sliprovider.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Encodes untrusted names as names of files, so that they cannot leave their folder. */
final class FileNames {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    /** Longest name in bytes. With the time and the endings of a temporary file it is below the 255 bytes of file systems. */
    private static final int LONGEST = 180;

    private FileNames() {}

    /**
     * @param what the word for the name in messages
     * @return the name, percent-encoded, including dots, because names with a leading dot are special in a folder
     * @throws UnusableNameException if the result is too long for a file system
     */
    static String encode(String what, String name) throws UnusableNameException {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append("%02X".formatted(b));
            }
        }
        if (encoded.isEmpty() || encoded.length() > LONGEST) {
            throw new UnusableNameException(
                    "the " + what + " has " + name.length() + " characters, too few or too many for the name of a file;"
                            + " choose a name of 1 to " + LONGEST + " letters and digits");
        }
        return encoded.toString();
    }

    /** @return the name that was encoded; empty if the text is not the result of {@link #encode} */
    static Optional<String> decode(String encoded) {
        var decoded = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (PLAIN.indexOf(c) >= 0) {
                decoded.write(c);
            } else if (c == '%' && encoded.substring(i).matches("(?s)%[0-9A-F]{2}.*")) {
                decoded.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        String name = decoded.toString(StandardCharsets.UTF_8);
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
