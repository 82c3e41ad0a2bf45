package dev.sliprovider.keptnapi;

/**
 * The response of a service.
 *
 * @param status any HTTP status
 * @param body as UTF-8; empty without a body, or if the request needs the status only
 */
public record Answer(int status, String body) {

    /** @return the status only, because the body may contain a token */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
