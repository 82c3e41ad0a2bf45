package dev.sliprovider.transport;

/** Ways to receive events and to send answers. */
public enum TransportKind {
    /** Core NATS, Keptn's event bus, as Keptn's own services use it (contract §2.1). */
    NATS,
    /** A durable consumer on Keptn's stream of the events on its bus (contract §2.5). */
    JETSTREAM,
    /** A distributor or a broker pushes events over HTTP; answers are responses, or posted to a sink (contract §5). */
    HTTP,
    /** Events are polled from the datastore through Keptn's API, from outside the cluster (contract §3.4). */
    POLLING
}
