package dev.sliprovider.nats;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** The bounds of the settings of JetStream. */
@Singleton
final class JetStreamSettingsCheck implements SettingsCheck {

    private static final String NAME = "[A-Za-z0-9_-]{1,200}";
    private static final int MOST_DELIVERIES = 1000;

    private final JetStreamConfig config;

    JetStreamSettingsCheck(JetStreamConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.jetstream.max-age", config.maxAge());
        Bounds.positive("sli-provider.jetstream.ack-wait", config.ackWait());
        Bounds.within(1, MOST_DELIVERIES, "sli-provider.jetstream.max-deliver", config.maxDeliver());
        requireName("sli-provider.jetstream.stream", config.stream());
        requireName("sli-provider.jetstream.durable", config.consumer());
    }

    private static void requireName(String setting, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    setting + " is \"" + name + "\"; only letters, digits, - and _ can be used");
        }
    }
}
