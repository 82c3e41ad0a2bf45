package dev.sliprovider.gate;

import dev.sliprovider.sli.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Identifies an evaluation.
 *
 * @param scope the service
 * @param id of the evaluation
 * @param time of the evaluation, which orders the history
 * @param deployment of the service, if one was named
 * @param attributes of the event besides those that every event has, such as {@code triggeredid}
 */
public record EvaluationIdentity(
        Scope scope, String id, Instant time, Optional<String> deployment, Map<String, String> attributes) {

    /** Copies the map. */
    public EvaluationIdentity {
        attributes = Map.copyOf(attributes);
    }
}
