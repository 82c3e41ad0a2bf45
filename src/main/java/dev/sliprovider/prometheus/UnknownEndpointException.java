package dev.sliprovider.prometheus;

/** No Prometheus can be told for a project; the message says why and what to do. */
public final class UnknownEndpointException extends RuntimeException {

    /** @param message for the person who reads the evaluation, without credentials */
    public UnknownEndpointException(String message) {
        super(message);
    }
}
