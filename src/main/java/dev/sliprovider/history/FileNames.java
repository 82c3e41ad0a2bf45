package dev.sliprovider.history;

import java.nio.charset.StandardCharsets;

/** Names of others as names of files: nothing in them leads out of a folder. */
final class FileNames {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    /** In bytes; with the time, the ending and the ending of a temporary file it is below the 255 of file systems. */
    private static final int LONGEST = 180;

    private FileNames() {}

    /**
     * @param what how a message calls the name
     * @return the name percent-encoded, points too: they begin what is special in a folder
     * @throws HistoryException if the result is too long for a file system
     */
    static String encode(String what, String name) throws HistoryException {
        var encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append("%02X".formatted(b));
            }
        }
        if (encoded.isEmpty() || encoded.length() > LONGEST) {
            throw new HistoryException(
                    "the " + what + " has " + name.length() + " characters, too few or too many for the name of a file;"
                            + " choose a name of 1 to " + LONGEST + " letters and digits",
                    null);
        }
        return encoded.toString();
    }
}
