package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.fakekeptn.FakeKeptn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {

    @TempDir
    static Path directory;

    private static Authority authority;

    @BeforeAll
    static void found() throws Exception {
        authority = Authority.in(directory.resolve("ca"));
    }

    @Test
    void a_server_is_trusted_by_who_trusts_the_authority() throws Exception {
        Certificate server = authority.issue("server", "localhost", "127.0.0.1");

        assertThat(status(server, authority.trust())).isEqualTo(200);
        assertThatThrownBy(() -> status(server, SSLContext.getDefault())).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void the_files_hold_the_chain_and_the_key() throws Exception {
        Certificate client = authority.issue("client");

        try (var pem = Files.newInputStream(client.pem())) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificates(pem))
                    .hasSize(2);
        }
        assertThat(client.key())
                .content()
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END PRIVATE KEY-----\n");
        assertThat(authority.ca()).content().containsOnlyOnce("BEGIN CERTIFICATE");
    }

    @Test
    void an_expired_certificate_is_not_taken() throws Exception {
        Certificate server = authority.issueExpired("expired", "localhost");

        assertThatThrownBy(() -> status(server, authority.trust()))
                .isInstanceOf(SSLHandshakeException.class)
                .hasStackTraceContaining("CertificateExpiredException");
    }

    @Test
    void a_certificate_is_good_for_its_own_names_only() throws Exception {
        Certificate server = authority.issue("other", "prometheus.example.org");

        assertThatThrownBy(() -> status(server, authority.trust())).isInstanceOf(SSLHandshakeException.class);
    }

    private static int status(Certificate server, SSLContext client) throws IOException, InterruptedException {
        try (var keptn = new FakeKeptn(0, server.context());
                var http = HttpClient.newBuilder().sslContext(client).build()) {
            var request = HttpRequest.newBuilder(URI.create(keptn.url() + "/v1/project"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
