package dev.sliprovider.keptnapi;

import java.util.Optional;

/**
 * The response of a service.
 *
 * @param status any HTTP status
 * @param body as UTF-8; empty without a body, or if the request needs the status only
 * @param location where a redirect leads
 */
public record ServiceResponse(int status, String body, Optional<String> location) {

    /** @return the status only, because the body may contain a token */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
