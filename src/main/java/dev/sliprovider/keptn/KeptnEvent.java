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
 * @param source never absent: Keptn's control plane crashes on an event without (contract §1.1.1)
 * @param time when it was sent
 * @param shkeptncontext the sequence it belongs to
 * @param triggeredid the event it answers
 * @param gitcommitid the revision of the configuration it is about
 * @param data the payload; empty if it cannot be read and nothing here hears events of this type
 */
public record KeptnEvent(
        String id,
        EventType type,
        URI source,
        Optional<Instant> time,
        Optional<String> shkeptncontext,
        Optional<String> triggeredid,
        Optional<String> gitcommitid,
        ObjectNode data) {}
