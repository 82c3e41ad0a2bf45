package dev.sliprovider.polling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.KeptnEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An event of the datastore.
 *
 * @param event the event
 * @param time its time; {@link Instant#EPOCH} if it has no valid time
 * @param size length of its JSON in characters
 */
record StoredEvent(KeptnEvent event, Instant time, int size) {

    String id() {
        return event.id();
    }

    /** @return the id of an event, empty if it has none */
    static String id(JsonNode event) {
        return event.path("id").asText();
    }

    /** @return the time of an event; empty if it has no valid time */
    static Optional<Instant> time(JsonNode event) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path("time").asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
