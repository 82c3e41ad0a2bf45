package dev.sliprovider.endpoint;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.settings.Bounds;
import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;

/** Bounds of {@link KubernetesConfig}. */
@Singleton
final class KubernetesSettingsCheck implements SettingsCheck {

    private final KubernetesConfig config;

    KubernetesSettingsCheck(KubernetesConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        Bounds.within(1, HostPort.LAST_PORT, "sli-provider.kubernetes.port", config.port());
        Bounds.positive("sli-provider.kubernetes.timeout", config.timeout());
        Bounds.positive("sli-provider.kubernetes.cache-for", config.cacheFor());
    }
}
