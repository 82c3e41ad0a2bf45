package dev.sliprovider.keptnapi;

/**
 * What a service answered.
 *
 * @param status of HTTP, whatever it is
 * @param body as UTF-8; empty if there is none, or if it was not asked for
 */
public record Answer(int status, String body) {

    /** The body may have a token. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
