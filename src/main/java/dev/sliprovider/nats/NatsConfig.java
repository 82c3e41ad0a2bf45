package dev.sliprovider.nats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where Keptn's event bus is (contract §2). */
@ConfigMapping(prefix = "sli-provider.nats")
public interface NatsConfig {

    /** One or more addresses, separated by commas: `nats://host:4222`, or `tls://…`. Without it `nats://keptn-nats`. */
    Optional<String> url();

    /** Replicas of one group share the events; beside another provider take another name than that one has. Without it `prometheus-sli-provider`. */
    Optional<String> queueGroup();

    /** What {@link #url} stands for. */
    default String addresses() {
        return url().filter(setting -> !setting.isBlank()).orElse("nats://keptn-nats");
    }

    /** What {@link #queueGroup} stands for. */
    default String group() {
        return queueGroup().filter(setting -> !setting.isBlank()).orElse("prometheus-sli-provider");
    }

    /** User name. */
    Optional<String> user();

    /** Password of the user. */
    Optional<String> password();

    /** Token, instead of user and password. */
    Optional<String> token();

    /** Credentials file (JWT and seed). It is read again for each connection. */
    Optional<Path> credentialsFile();

    /** File with the seed of an NKey. It is read again for each connection. */
    Optional<Path> nkeyFile();

    /** Time that opening a connection may take. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Pause between attempts to connect. */
    @WithDefault("1s")
    Duration reconnectWait();

    /** How often the server is asked whether it is still there; after two questions without an answer it is not. */
    @WithDefault("10s")
    Duration pingInterval();

    /** How many answers are kept while the server is away; what goes beyond is logged whole. */
    @WithDefault("10000")
    int outbox();
}
