package dev.sliprovider.transport;

/** Ways in which events come in and answers go out. */
public enum TransportKind {
    /** Core NATS: Keptn's event bus as its own services use it (contract §2.1). */
    NATS,
    /** A durable consumer on the stream that Keptn keeps of its bus (contract §2.5). */
    JETSTREAM,
    /** Events are pushed by a distributor or a broker, answers posted to a sink (contract §5). */
    HTTP,
    /** Events are read from the datastore behind Keptn's API, from outside the cluster (contract §3.4). */
    POLLING
}
