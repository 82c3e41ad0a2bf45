package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.ServedEndpoints.Said;
import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.ForwardProxy;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates on the way to an endpoint: which are taken, which are shown, and what is said if they do not do. */
class EndpointTlsIT {

    @TempDir
    static Path folder;

    private static Authority authority;
    private static Certificate ours;
    private static Certificate client;
    private static Certificate strange;
    private static ServedEndpoints service;

    private final GuardedPrometheus prometheus = new GuardedPrometheus();

    @BeforeAll
    static void start() throws Exception {
        authority = Authority.in(folder.resolve("ca"));
        ours = authority.issue("prometheus", "127.0.0.1", "localhost");
        client = authority.issue("sli-provider");
        strange = Authority.in(folder.resolve("strange")).issue("sli-provider");
        // The first handshakes of two processes take seconds on a busy machine.
        service = new ServedEndpoints(
                folder,
                Map.of(
                        "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "15s",
                        "SLI_PROVIDER_PROMETHEUS_CONNECT_TIMEOUT", "15s"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @Test
    void the_authority_that_is_named_is_trusted_and_http_2_is_spoken() throws Exception {
        try (prometheus) {
            String url = "url: " + prometheus.tls(ours).start().url();
            service.yaml("known", url, "tls_ca_file: " + authority.ca(), "bearer_token: " + SECRET);
            Said said = service.asking("known", ServedEndpoints.MANY).get();
            assertThat(said.message()).isEmpty();
            assertThat(prometheus.queries()).hasSize(ServedEndpoints.MANY).allMatch(request -> request.version()
                    .equals("HTTP_2"));

            service.yaml(
                    "known", url, "tls_ca: |2", Files.readString(authority.ca()).indent(2));
            assertThat(service.ask("known").value()).isEqualTo(42);
            // Who trusts nothing in particular must not get the connection of who does.
            service.yaml("known", url);
            assertThat(service.ask("known").message())
                    .contains("the server's certificate is signed by an unknown authority", "PROMETHEUS_TLS_CA");
        }
    }

    @Test
    void a_check_that_is_left_out_is_told_in_every_answer() throws Exception {
        Certificate expired = authority.issueExpired("expired", "prometheus.example.org");
        try (prometheus) {
            String url = "url: " + prometheus.tls(expired).start().url();
            service.yaml("unchecked", url, "tls_insecure_skip_verify: true");
            for (int i = 0; i < 2; i++) {
                assertThat(service.ask("unchecked"))
                        .satisfies(said -> assertThat(said.value()).isEqualTo(42))
                        .satisfies(said -> assertThat(said.message())
                                .contains("TLS verification is off", "tls_insecure_skip_verify"));
            }
            service.yaml("unchecked", url, "tls_insecure_skip_verify: false", "tls_ca_file: " + authority.ca());
            assertThat(service.ask("unchecked").message())
                    .contains("the server's certificate has expired or is not yet valid", "NotAfter");
        }
    }

    @Test
    void a_certificate_for_another_name_is_taken_only_under_that_name() throws Exception {
        Certificate other = authority.issue("other", "prometheus.example.org");
        try (prometheus;
                var proxy = new ForwardProxy()) {
            String url = "url: " + prometheus.tls(other).start().url();
            String ca = "tls_ca_file: " + authority.ca();
            service.yaml("other", url, ca);
            assertThat(service.ask("other").message())
                    .contains("the server's certificate is for another host name", "PROMETHEUS_TLS_SERVER_NAME");
            service.yaml("other", url, ca, "tls_server_name: prometheus.example.org");
            assertThat(service.ask("other").value()).isEqualTo(42);
            assertThat(prometheus.queries().getLast().headers().toString()).doesNotContain("prometheus.example.org");
            service.yaml("other", url, ca, "tls_server_name: prometheus.example.com");
            assertThat(service.ask("other").message()).contains("is for another host name");
            service.yaml("other", url, ca, "tls_server_name: prometheus.example.org", "proxy_url: " + proxy.address());
            assertThat(service.ask("other").message()).isEmpty();
            assertThat(proxy.asked().getLast().target()).isEqualTo("127.0.0.1:" + prometheus.port());
        }
    }

    @Test
    void https_goes_through_a_tunnel_of_the_proxy() throws Exception {
        Certificate inside = authority.issue("inside", "inside.example.org");
        try (prometheus;
                var proxy = new ForwardProxy().requireBasic("robot", SECRET).knows("inside.example.org")) {
            String url = "url: https://inside.example.org:"
                    + prometheus.tls(inside).start().port();
            String ca = "tls_ca_file: " + authority.ca();
            service.yaml("tunnel", url, ca, "proxy_url: http://robot:" + SECRET + "@" + proxy.address());
            assertThat(service.ask("tunnel").value()).isEqualTo(42);
            assertThat(proxy.asked()).allMatch(asked -> asked.method().equals("CONNECT"));
            service.yaml("tunnel", url, ca, "proxy_url: http://robot:" + SECRET + "x@" + proxy.address());
            assertThat(service.ask("tunnel").message())
                    .contains("the proxy requires credentials, or others", "PROMETHEUS_PROXY_URL");
            service.yaml(
                    "tunnel",
                    "url: https://outside.invalid",
                    "proxy_url: http://robot:" + SECRET + "@" + proxy.address());
            assertThat(service.ask("tunnel").message()).contains("the proxy answered HTTP 502");
        }
    }

    @Test
    void a_server_that_wants_to_know_its_clients_gets_our_certificate() throws Exception {
        try (prometheus) {
            String url =
                    "url: " + prometheus.mutualTls(ours, authority.ca()).start().url();
            clientsAreKnown(url);
            assertThat(prometheus.queries().getLast().client()).isEqualTo(Optional.of("CN=sli-provider"));
        }
    }

    @Test
    void a_real_prometheus_that_wants_to_know_its_clients_gets_our_certificate() throws Exception {
        try (var real = PrometheusServer.in(folder.resolve("mutual"))
                .mutualTls(ours, authority.ca())
                .start()) {
            clientsAreKnown("url: " + real.url());
            service.yaml("plain", "url: " + real.url().replace("https:", "http:"));
            assertThat(service.ask("plain").message()).contains("HTTP request to an HTTPS server", "https://");
        }
    }

    private static void clientsAreKnown(String url) throws Exception {
        String ca = "tls_ca_file: " + authority.ca();
        service.yaml("mutual", url, ca, "tls_cert_file: " + client.pem(), "tls_key_file: " + client.key());
        assertThat(service.ask("mutual").value()).isEqualTo(42);
        for (String identity : List.of("", "tls_cert_file: " + strange.pem() + "\ntls_key_file: " + strange.key())) {
            service.yaml("mutual", url, ca, identity);
            // The alert of TLS 1.3 comes when the request is under way already: it must be told every time.
            for (int i = 0; i < 5; i++) {
                assertThat(service.asking("mutual", 3).get().message())
                        .contains("the server rejects our client certificate, or requires one");
            }
        }
    }

    @Test
    void https_is_not_spoken_to_a_server_that_does_not_understand_it() throws Exception {
        try (prometheus) {
            service.yaml("plain", "url: " + prometheus.start().url().replace("http:", "https:"));
            assertThat(service.ask("plain").message())
                    .contains("the server does not speak TLS at this port", "begin the URL with http://");
        }
    }
}
