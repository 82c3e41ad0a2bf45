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

    /** Name of the durable consumer; replicas with the same name share the events. Without it `prometheus-sli-provider`. */
    Optional<String> durable();

    /** @return {@link #durable} or its default; dots, which names of consumers must not have, become dashes */
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

    /** How often NATS delivers an event at most. */
    @WithDefault("10")
    int maxDeliver();
}
