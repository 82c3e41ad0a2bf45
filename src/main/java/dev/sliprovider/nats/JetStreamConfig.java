package dev.sliprovider.nats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The durable consumer on Keptn's stream (contract §2.5). */
@ConfigMapping(prefix = "sli-provider.jetstream")
public interface JetStreamConfig {

    /** Keptn's stream. The program waits for it and never creates or changes it. */
    @WithDefault("keptn")
    String stream();

    /**
     * First part of the names of the durable consumers; `-` and the name of the task or listener follow. Replicas with the
     * same name share the events. Default `prometheus-sli-provider`.
     */
    Optional<String> durable();

    /** @return {@link #durable} or its default, with dashes for dots, which names of consumers cannot contain */
    default String consumer() {
        return durable()
                .filter(setting -> !setting.isBlank())
                .orElse("prometheus-sli-provider")
                .replace('.', '-');
    }

    /** An event that has been in the stream for longer is dropped and logged. */
    @WithDefault("10m")
    Duration maxAge();

    /** NATS delivers an event again if no replica has reported progress for this long. */
    @WithDefault("30s")
    Duration ackWait();

    /** Maximum number of deliveries of one event. */
    @WithDefault("10")
    int maxDeliver();
}
