package dev.sliprovider.keptnapi;

/**
 * The answer of a service.
 *
 * @param status of HTTP, whatever it is
 * @param body as UTF-8; empty if there is none, or if the status is enough
 */
public record Answer(int status, String body) {

    /** The body may have a token. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
