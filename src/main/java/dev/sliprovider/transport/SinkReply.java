package dev.sliprovider.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.keptnapi.ServiceResponse;

/** Decides from the response of a sink whether an event was accepted. */
final class SinkReply {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SinkReply() {}

    /** The sink rejects the event; an immediate retry is useless. */
    static final class Refused extends RuntimeException {

        private final int status;

        Refused(int status) {
            super("HTTP " + status);
            this.status = status;
        }

        /** @return whether the sink rejects the event itself, rather than the credentials or the address */
        boolean isForGood() {
            return status == 400 || status == 413;
        }
    }

    /** The sink is unavailable or overloaded, or another server responded. */
    static final class Unavailable extends RuntimeException {
        Unavailable(String why) {
            super(why);
        }
    }

    /** Returns normally if the event was accepted. */
    static void accepted(ServiceResponse answer) {
        int status = answer.status();
        if (status >= 500 || status == 408 || status == 429) {
            throw new Unavailable("HTTP " + status);
        }
        if (status < 200 || status >= 300) {
            throw new Refused(status);
        }
    }

    /** Returns normally if Keptn's API accepted the event: its response names the context, an HTML page does not. */
    static void acceptedByKeptn(ServiceResponse answer) {
        accepted(answer);
        if (!namesContext(answer.body())) {
            throw new Unavailable(
                    "HTTP " + answer.status() + " with something other than Keptn's response to an event");
        }
    }

    private static boolean namesContext(String body) {
        try {
            return !JSON.readTree(body).path("keptnContext").asText().isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
