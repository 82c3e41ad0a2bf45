package dev.sliprovider.polling;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An event of the datastore, as small as possible, because many may wait.
 *
 * @param id never empty
 * @param context null if it has none; answers are then looked up by project alone
 * @param json the whole event
 */
record StoredEvent(String id, String context, byte[] json) {

    static StoredEvent of(JsonNode event) {
        return new StoredEvent(
                id(event),
                event.path("shkeptncontext").asText(null),
                event.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @return empty if it has none */
    static String id(JsonNode event) {
        return event.path("id").asText();
    }

    static Optional<Instant> time(JsonNode event) {
        try {
            return Optional.of(OffsetDateTime.parse(event.path("time").asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
