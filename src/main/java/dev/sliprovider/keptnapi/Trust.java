package dev.sliprovider.keptnapi;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.util.Optional;

/** The source of the trusted certificates for an address. */
enum Trust {
    /** Those of {@code quarkus.tls.keptn.*}, or else of {@code quarkus.tls.*}: for Keptn and its OpenID provider. */
    KEPTN("QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS"),
    /** Those of {@code quarkus.tls.*}, or else of the system. */
    OTHERS("QUARKUS_TLS_TRUST_STORE_PEM_CERTS");

    private final String setting;

    Trust(String setting) {
        this.setting = setting;
    }

    /** @return the setting that names the CA */
    String setting() {
        return setting;
    }

    /** @return the configured certificates; empty to trust the CAs of the system */
    Optional<TlsConfiguration> configured(TlsConfigurationRegistry certificates) {
        return switch (this) {
            case KEPTN -> certificates.get("keptn").or(certificates::getDefault);
            case OTHERS -> certificates.getDefault();
        };
    }
}
