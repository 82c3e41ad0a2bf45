package dev.sliprovider.resource;

import java.util.Optional;

/**
 * It cannot be determined whether a level has a file, or what it contains. The message has the file, the cause and the
 * remedy.
 */
public final class UnreadableFileException extends RuntimeException {

    private final String problem;
    private final Optional<String> missing;

    /** @param message if the problem is not one of a certain file */
    UnreadableFileException(String message) {
        super(message);
        this.problem = message;
        this.missing = Optional.empty();
    }

    /**
     * @param file which one
     * @param problem the rest of a sentence that begins with the file
     */
    UnreadableFileException(String file, String problem) {
        this(file, problem, Optional.empty());
    }

    private UnreadableFileException(String file, String problem, Optional<String> missing) {
        super(file + " " + problem);
        this.problem = problem;
        this.missing = missing;
    }

    /** @param what Keptn does not have, such as {@code service cart} */
    static UnreadableFileException without(String what, String file, String problem) {
        return new UnreadableFileException(file, problem, Optional.of(what));
    }

    /** @return the project, stage or service that Keptn does not have, such as {@code service cart} (contract §9) */
    public Optional<String> missing() {
        return missing;
    }

    /** @return the problem without the file, so that the same problem of several files is reported once */
    String problem() {
        return problem;
    }
}
