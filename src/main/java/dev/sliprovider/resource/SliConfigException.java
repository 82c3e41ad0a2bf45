package dev.sliprovider.resource;

/** The indicators of a project cannot be read. The message says which file, why, and what to do. */
public final class SliConfigException extends RuntimeException {

    /** @param message for the person who reads the evaluation */
    public SliConfigException(String message) {
        super(message);
    }
}
