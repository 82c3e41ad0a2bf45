package dev.sliprovider.prometheus;

import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** Bounds of {@link PrometheusConfig}. */
@Singleton
final class PrometheusSettingsCheck implements SettingsCheck {

    private static final String PREFIX = "sli-provider.prometheus.";

    private final PrometheusConfig config;

    PrometheusSettingsCheck(PrometheusConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.positive(PREFIX + "timeout", config.timeout());
        Bounds.positive(PREFIX + "connect-timeout", config.connectTimeout());
        Bounds.positive(PREFIX + "backoff", config.backoff());
        Bounds.positive(PREFIX + "breaker-open-for", config.breakerOpenFor());
        Bounds.within(0, 100, PREFIX + "retries", config.retries());
        Bounds.within(1, 10_000, PREFIX + "concurrency", config.concurrency());
        Bounds.within(0, 1_000_000, PREFIX + "rate-limit", config.rateLimit());
        Bounds.within(0, 1_000_000, PREFIX + "breaker-threshold", config.breakerThreshold());
        Bounds.within(
                1, 1L << 30, PREFIX + "max-answer-size", config.maxAnswerSize().asLongValue());
    }
}
