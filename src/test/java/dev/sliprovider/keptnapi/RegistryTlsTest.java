package dev.sliprovider.keptnapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class RegistryTlsTest {

    private static final KeyCertOptions IDENTITY = new PemKeyCertOptions();
    private static final TrustOptions CA = new PemTrustOptions();

    @Test
    void what_is_configured_counts() {
        HttpClientOptions options = options(true);
        assertThat(options.getKeyCertOptions()).isSameAs(IDENTITY);
        assertThat(options.getTrustOptions()).isSameAs(CA);
        assertThat(options.isTrustAll()).isFalse();
        assertThat(options.isVerifyHost()).isTrue();
    }

    @Test
    void the_client_certificate_is_shown_also_if_that_of_the_server_is_not_verified() {
        HttpClientOptions options = options(false);
        assertThat(options.getKeyCertOptions()).isSameAs(IDENTITY);
        assertThat(options.getTrustOptions()).isNull();
        assertThat(options.isTrustAll()).isTrue();
        assertThat(options.isVerifyHost()).isFalse();
    }

    private static HttpClientOptions options(boolean isVerified) {
        var options = new HttpClientOptions();
        new RegistryTls(Optional.of(new Configured()), isVerified).applyTo(options);
        return options;
    }

    /** As Quarkus makes one of {@code quarkus.tls.*}. */
    private static final class Configured implements TlsConfiguration {

        @Override
        public KeyStore getKeyStore() {
            return null;
        }

        @Override
        public KeyCertOptions getKeyStoreOptions() {
            return IDENTITY;
        }

        @Override
        public KeyStore getTrustStore() {
            return null;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return CA;
        }

        @Override
        public SSLOptions getSSLOptions() {
            return new SSLOptions();
        }

        @Override
        public SSLContext createSSLContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isTrustAll() {
            return false;
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return Optional.empty();
        }

        @Override
        public boolean usesSni() {
            return false;
        }

        @Override
        public boolean reload() {
            return false;
        }
    }
}
