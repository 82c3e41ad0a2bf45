package dev.sliprovider.resource;

/**
 * It cannot be determined whether a level has a file, or what it contains. The message has the file, the cause and the
 * remedy.
 */
public final class UnreadableFileException extends RuntimeException {

    private final String problem;

    /** @param message if the problem is not one of a certain file */
    UnreadableFileException(String message) {
        super(message);
        this.problem = message;
    }

    /**
     * @param file which one
     * @param problem the rest of a sentence that begins with the file
     */
    UnreadableFileException(String file, String problem) {
        super(file + " " + problem);
        this.problem = problem;
    }

    /** @return the problem without the file, so that the same problem of several files is reported once */
    String problem() {
        return problem;
    }
}
