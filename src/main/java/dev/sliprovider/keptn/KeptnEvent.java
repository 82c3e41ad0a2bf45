package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as Keptn sends it: a CloudEvent with Keptn's extension attributes (contract §1.1).
 *
 * @param id never blank
 * @param type never blank
 * @param source never absent, because Keptn's control plane crashes on an event without a source (contract §1.1.1)
 * @param time at which it was sent
 * @param shkeptncontext id of its sequence
 * @param triggeredid id of the event that it answers
 * @param gitcommitid revision of the configuration to use
 * @param data the payload; empty if it is not valid and no task or listener hears this type
 */
public record KeptnEvent(
        String id,
        EventType type,
        URI source,
        Optional<Instant> time,
        Optional<String> shkeptncontext,
        Optional<String> triggeredid,
        Optional<String> gitcommitid,
        ObjectNode data) {

    /** @return the same event with other data */
    public KeptnEvent withData(ObjectNode other) {
        return new KeptnEvent(id, type, source, time, shkeptncontext, triggeredid, gitcommitid, other);
    }
}
