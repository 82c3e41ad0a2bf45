package dev.sliprovider.transport;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import dev.sliprovider.task.TaskConfig;
import jakarta.inject.Singleton;

/** The bounds of {@link EventsConfig}. */
@Singleton
final class EventsSettingsCheck implements SettingsCheck {

    private final EventsConfig config;
    private final TaskConfig tasks;

    EventsSettingsCheck(EventsConfig config, TaskConfig tasks) {
        this.config = config;
        this.tasks = tasks;
    }

    @Override
    public void check() {
        Bounds.positive("sli-provider.events.deadline", config.deadline());
        Bounds.positive("sli-provider.events.sink-timeout", config.sinkTimeout());
        Bounds.positive("sli-provider.events.sink-backoff", config.sinkBackoff());
        Bounds.within(0, 1000, "sli-provider.events.sink-retries", config.sinkRetries());
        Bounds.within(
                1, 1L << 30, "sli-provider.events.max-size", config.maxSize().asLongValue());
        Bounds.within(1, 1_000_000, "sli-provider.events.max-in-flight", config.maxInFlight());
        Bounds.within(0, 1_000_000, "sli-provider.events.max-waiting", config.maxWaiting());
        Bounds.within(0, 10_000_000, "sli-provider.events.remembered", config.remembered());
        Bounds.positive("sli-provider.events.remembered-for", config.rememberedFor());
        Bounds.notNegative("sli-provider.events.drain", config.drain());
        if (config.drain().compareTo(tasks.grace()) <= 0) {
            throw new IllegalArgumentException("sli-provider.events.drain is " + Bounds.written(config.drain())
                    + "; it must be longer than sli-provider.events.grace, which is " + Bounds.written(tasks.grace())
                    + ", or the process ends before the last answers are sent");
        }
    }
}
