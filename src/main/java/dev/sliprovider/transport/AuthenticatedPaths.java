package dev.sliprovider.transport;

import java.time.Duration;

/**
 * Paths of the port for events whose handlers authenticate each client, so that they may be posted to whatever transport
 * brings the events. Each package with such paths has a bean.
 */
public interface AuthenticatedPaths {

    /**
     * @param path of a request, normalised
     * @return whether the handler of that path is there and authenticates its clients
     */
    boolean covers(String path);

    /**
     * @param path of a request, normalised
     * @return whether the path belongs to a part of the program that is switched off; it is then answered with HTTP 404
     */
    boolean isOff(String path);

    /** @return how long a request may take before any byte of its response is sent; zero if it is off */
    Duration longest();
}
