package dev.sliprovider.nats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The connection to Keptn's event bus (contract §2). */
@ConfigMapping(prefix = "sli-provider.nats")
public interface NatsConfig {

    /** One or more addresses, separated by commas: `nats://host:4222`, or `tls://…`. Default `nats://keptn-nats`. */
    Optional<String> url();

    /** Replicas of one group share the events; a second provider with other settings needs another group. Default `prometheus-sli-provider`. */
    Optional<String> queueGroup();

    /** @return {@link #url} or its default */
    default String addresses() {
        return url().filter(setting -> !setting.isBlank()).orElse("nats://keptn-nats");
    }

    /** @return {@link #queueGroup} or its default */
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

    /** Time limit for establishing a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** Pause between attempts to connect. */
    @WithDefault("1s")
    Duration reconnectWait();

    /** Time between two pings; after two pings without a response the connection is closed. */
    @WithDefault("10s")
    Duration pingInterval();

    /** Delay before sending after a reconnect, so that subscribers can reconnect too. */
    @WithDefault("5s")
    Duration settleTime();

    /** Number of answers that are kept while the server is unavailable; further answers are logged in full and lost. */
    @WithDefault("10000")
    int outbox();
}
