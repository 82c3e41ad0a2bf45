package dev.sliprovider.gate;

import dev.sliprovider.sli.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which evaluation this is.
 *
 * @param scope the service
 * @param id of the evaluation
 * @param time when it takes place; the order of the history
 * @param deployment which deployment of the service was asked about, if one was named
 * @param attributes of the event besides those that every event has, such as {@code triggeredid}
 */
public record EvaluationIdentity(
        Scope scope, String id, Instant time, Optional<String> deployment, Map<String, String> attributes) {

    /** Copies the map. */
    public EvaluationIdentity {
        attributes = Map.copyOf(attributes);
    }
}
