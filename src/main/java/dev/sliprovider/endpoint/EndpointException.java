package dev.sliprovider.endpoint;

/** No Prometheus can be told for a project, or what is told cannot be used; the message says where, why and what to do. */
public final class EndpointException extends RuntimeException {

    /** @param message for the person who reads the evaluation, without credentials */
    public EndpointException(String message) {
        super(message);
    }
}
