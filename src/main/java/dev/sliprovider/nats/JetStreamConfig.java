package dev.sliprovider.nats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The durable consumer on Keptn's stream (contract §2.5). */
@ConfigMapping(prefix = "sli-provider.jetstream")
public interface JetStreamConfig {

    /** Keptn's stream. It is waited for, never created or changed. */
    @WithDefault("keptn")
    String stream();

    /** Name of the durable consumer; replicas with the same name share the events. Without it `prometheus-sli-provider`. */
    Optional<String> durable();

    /** What {@link #durable} stands for. Names of deployments may have dots, those of consumers may not. */
    default String consumer() {
        return durable()
                .filter(setting -> !setting.isBlank())
                .orElse("prometheus-sli-provider")
                .replace('.', '-');
    }

    /** An event that has been in the stream for longer is dropped with a line in the log. */
    @WithDefault("10m")
    Duration maxAge();

    /** An event that nobody has been working on for so long is delivered again. */
    @WithDefault("30s")
    Duration ackWait();

    /** How often an event is delivered at most. */
    @WithDefault("10")
    int maxDeliver();
}
