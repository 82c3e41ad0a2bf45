package dev.sliprovider.resource;

/** The indicators of a project cannot be read; the message says which file, why, and what to do. */
public final class SliConfigException extends RuntimeException {

    private final String problem;

    /** @param message for the person who reads the evaluation */
    public SliConfigException(String message) {
        super(message);
        this.problem = message;
    }

    /**
     * @param file which one
     * @param problem what is wrong with it: the rest of a sentence that begins with the file
     */
    SliConfigException(String file, String problem) {
        super(file + " " + problem);
        this.problem = problem;
    }

    /** @return what is wrong, without the file, so that the same problem of several files can be told once */
    String problem() {
        return problem;
    }
}
