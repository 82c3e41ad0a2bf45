package dev.sliprovider.nats;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** The bounds of the settings of NATS. */
@Singleton
final class NatsSettingsCheck implements SettingsCheck {

    private static final int MOST_ANSWERS = 1_000_000;

    private final NatsConfig config;

    NatsSettingsCheck(NatsConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.nats.connect-timeout", config.connectTimeout());
        Bounds.positive("sli-provider.nats.reconnect-wait", config.reconnectWait());
        Bounds.positive("sli-provider.nats.ping-interval", config.pingInterval());
        Bounds.notNegative("sli-provider.nats.settle-time", config.settleTime());
        Bounds.within(1, MOST_ANSWERS, "sli-provider.nats.outbox", config.outbox());
        if (config.group().matches(".*\\s.*")) {
            throw new IllegalArgumentException("sli-provider.nats.queue-group must be one word without blanks");
        }
        NatsOptions.servers(config.addresses());
        requireOneLogin();
    }

    private void requireOneLogin() {
        long logins = Stream.of(config.user(), config.token(), config.credentialsFile(), config.nkeyFile())
                .filter(Optional::isPresent)
                .count();
        if (logins > 1) {
            throw new IllegalArgumentException(
                    "sli-provider.nats: of user, token, credentials-file and nkey-file only" + " one can be used");
        }
        if (config.user().isPresent() != config.password().isPresent()) {
            throw new IllegalArgumentException(
                    "sli-provider.nats.user and sli-provider.nats.password must be given together");
        }
    }
}
