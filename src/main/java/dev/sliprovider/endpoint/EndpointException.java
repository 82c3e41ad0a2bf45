package dev.sliprovider.endpoint;

/** No usable endpoint of a project was found. The message has the place, the cause and the remedy. */
public final class EndpointException extends RuntimeException {

    /** @param message for the person who reads the evaluation, without credentials */
    public EndpointException(String message) {
        super(message);
    }
}
