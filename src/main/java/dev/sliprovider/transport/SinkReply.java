package dev.sliprovider.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.keptnapi.Answer;

/** What a sink says to an event. */
final class SinkReply {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SinkReply() {}

    /** The sink refuses the event; sending it again at once is of no use. */
    static final class Refused extends RuntimeException {

        private final int status;

        Refused(int status) {
            super("HTTP " + status);
            this.status = status;
        }

        /** @return whether it is the event that is refused, rather than who sends it or where it is sent */
        boolean isForGood() {
            return status == 400 || status == 413;
        }
    }

    /** The sink is not there, or too busy, or somebody else answered. */
    static final class Unavailable extends RuntimeException {
        Unavailable(String why) {
            super(why);
        }
    }

    /** Passes if the event was taken. */
    static void accepted(Answer answer) {
        int status = answer.status();
        if (status >= 500 || status == 408 || status == 429) {
            throw new Unavailable("HTTP " + status);
        }
        if (status < 200 || status >= 300) {
            throw new Refused(status);
        }
    }

    /** Passes if Keptn's API took the event, which it says by naming its context; a page for people says nothing. */
    static void acceptedByKeptn(Answer answer) {
        accepted(answer);
        if (!namesContext(answer.body())) {
            throw new Unavailable("HTTP " + answer.status() + " with something else than Keptn's answer to an event");
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
