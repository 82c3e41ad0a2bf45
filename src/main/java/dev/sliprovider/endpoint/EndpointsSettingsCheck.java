package dev.sliprovider.endpoint;

import dev.sliprovider.settings.SettingsCheck;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks {@link EndpointsConfig}. */
@Singleton
final class EndpointsSettingsCheck implements SettingsCheck {

    private final EndpointsConfig config;

    EndpointsSettingsCheck(EndpointsConfig config) {
        this.config = config;
    }

    /** A directory may be mounted later, but a file never becomes one. */
    @Override
    public void check() {
        config.directory().filter(Files::isRegularFile).ifPresent(EndpointsSettingsCheck::refuse);
    }

    private static void refuse(Path file) {
        throw new IllegalArgumentException(
                "sli-provider.endpoints.directory: " + file + " is a file; expected a directory");
    }
}
