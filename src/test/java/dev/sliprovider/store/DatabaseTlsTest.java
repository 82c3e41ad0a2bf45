package dev.sliprovider.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.PostgresServer;
import dev.sliprovider.store.TestDatabase.Settings;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to a database: the certificate and the name of the server are verified. */
class DatabaseTlsTest {

    private static final Settings ENCRYPTED = new Settings(
            Optional.of(PostgresServer.USER),
            Optional.of(PostgresServer.PASSWORD),
            Optional.empty(),
            true,
            Duration.ofSeconds(10));

    private static TlsConfiguration trusting(Path ca) {
        return new BaseTlsConfiguration() {
            @Override
            public TrustOptions getTrustStoreOptions() {
                return new PemTrustOptions().addCertPath(ca.toString());
            }

            @Override
            public SSLOptions getSSLOptions() {
                return new SSLOptions();
            }
        };
    }

    @Test
    void the_certificate_and_the_name_of_the_server_are_verified(@TempDir Path folder) throws Exception {
        Authority authority = Authority.in(Files.createDirectory(folder.resolve("ours")));
        Authority another = Authority.in(Files.createDirectory(folder.resolve("another")));
        var ours = authority.issue("db", "127.0.0.1");
        try (var server = new PostgresServer("-c", "ssl=on")) {
            server.certificate(ours.pem(), ours.key());
            server.start();
            try (var client = new TestDatabase(server.url(), ENCRYPTED, Optional.of(trusting(authority.ca())))) {
                assertThat(client.history().services()).isEmpty();
            }
            refused(server.url(), Optional.of(trusting(another.ca())));
            refused(server.url(), Optional.empty());
            refused(server.url().replace("127.0.0.1", "localhost"), Optional.of(trusting(authority.ca())));
        }
    }

    @Test
    void a_server_without_tls_is_said() {
        try (var server = new PostgresServer().start()) {
            try (var client = new TestDatabase(server.url(), ENCRYPTED)) {
                assertThatThrownBy(() -> client.history().services()).isInstanceOf(HistoryException.class);
            }
        }
    }

    private static void refused(String url, Optional<TlsConfiguration> certificates) {
        try (var client = new TestDatabase(url, ENCRYPTED, certificates)) {
            assertThatThrownBy(() -> client.history().services())
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("the TLS connection failed: its certificate is not trusted")
                    .hasMessageEndingWith("check the CA (quarkus.tls.history) and the certificate of the server");
        }
    }
}
