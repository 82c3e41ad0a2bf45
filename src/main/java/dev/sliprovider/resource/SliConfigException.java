package dev.sliprovider.resource;

/** The indicators of a project cannot be read. The message has the file, the cause and the remedy. */
public final class SliConfigException extends RuntimeException {

    /** @param message for the person who reads the evaluation */
    public SliConfigException(String message) {
        super(message);
    }
}
