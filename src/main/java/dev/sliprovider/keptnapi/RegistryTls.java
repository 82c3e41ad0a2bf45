package dev.sliprovider.keptnapi;

import dev.sliprovider.http.TlsOptions;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.http.HttpClientOptions;
import java.util.Optional;

/**
 * TLS options as they are configured with {@code quarkus.tls.*}.
 *
 * @param configured nothing if the CAs of the system are trusted
 * @param isVerified false if any certificate of the server is accepted
 */
record RegistryTls(Optional<TlsConfiguration> configured, boolean isVerified) implements TlsOptions {

    @Override
    public void applyTo(HttpClientOptions options) {
        configured.ifPresent(configuration -> TlsConfigUtils.configure(options, configuration));
        if (!isVerified) {
            // The client certificate stays.
            options.setTrustOptions(null).setTrustAll(true).setVerifyHost(false);
        }
    }
}
