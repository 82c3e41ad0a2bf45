package dev.sliprovider.resource;

/** Whether a level has a file, or what is in it, cannot be said. The message says which file, why, and what to do. */
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
