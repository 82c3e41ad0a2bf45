package dev.sliprovider.transport;

import jakarta.ws.rs.core.Response;

/** What a sink says to an event. */
final class SinkReply {

    private SinkReply() {}

    /** The sink refuses the event; sending it again is of no use. */
    static final class Refused extends RuntimeException {
        Refused(int status) {
            super("HTTP " + status);
        }
    }

    /** The sink is not there, or too busy. */
    static final class Unavailable extends RuntimeException {
        Unavailable(int status) {
            super("HTTP " + status);
        }
    }

    /** Passes if the event was taken. */
    static Response accepted(Response response) {
        int status = response.getStatus();
        response.close();
        if (status >= 200 && status < 300) {
            return response;
        }
        if (status >= 500 || status == 408 || status == 429) {
            throw new Unavailable(status);
        }
        throw new Refused(status);
    }
}
