package dev.sliprovider.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluation.StoredEvaluation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stored evaluation: Keptn's evaluation.finished event (contract §10.8), which may have more members.
 *
 * @param id of the evaluation; any characters
 * @param time for the order of evaluations, in milliseconds
 * @param event the CloudEvent as JSON, with {@code id}, {@code time} and {@code data}
 */
public record KeptEvaluation(String id, Instant time, JsonNode event) {

    /** Keptn's type of the event. */
    public static final String TYPE = "sh.keptn.event.evaluation.finished";

    /** Clocks of different machines differ by less. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    /** Cuts the time to milliseconds. */
    public KeptEvaluation {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** @return whether it is dated so far after the present time that it would be the newest one for ever */
    public boolean isOfTheFuture(Instant now) {
        return time.isAfter(latest(now));
    }

    /** @return the latest time of an evaluation that can be compared with */
    public static Instant latest(Instant now) {
        return now.plus(CLOCK_DIFFERENCE);
    }

    /**
     * Creates the event.
     *
     * @param source of the event
     * @param data of the event, with any members that the gate adds
     */
    public static KeptEvaluation of(String id, Instant time, String source, JsonNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", source);
        event.put("type", TYPE);
        event.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return new KeptEvaluation(id, time, event);
    }

    /** @return the data of the event */
    public JsonNode data() {
        return event.path("data");
    }

    /** @return {@code pass}, {@code warning}, {@code fail}, or the empty text */
    public String result() {
        return data().path("result").asText("");
    }

    /** @return the evaluation in the form in which Lighthouse compares with it */
    public StoredEvaluation stored() {
        return new StoredEvaluation(id, data(), false);
    }
}
