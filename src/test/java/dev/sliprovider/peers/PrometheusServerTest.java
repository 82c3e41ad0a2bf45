package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusServerTest {

    @TempDir
    Path directory;

    @Test
    void it_answers_below_its_prefix_and_again_after_a_restart() throws Exception {
        try (var server =
                PrometheusServer.in(directory.resolve("a")).routePrefix("/prom").start()) {
            assertThat(server.url()).endsWith("/prom");
            assertThat(query(server.url(), SSLContext.getDefault(), null).body())
                    .contains("\"42\"");
            String withoutPrefix = server.url().replaceFirst("/prom$", "");
            assertThat(query(withoutPrefix, SSLContext.getDefault(), null).statusCode())
                    .isEqualTo(404);

            server.stop();
            assertThatThrownBy(() -> query(server.url(), SSLContext.getDefault(), null))
                    .isInstanceOf(IOException.class);
            server.start();
            assertThat(query(server.url(), SSLContext.getDefault(), null).body())
                    .contains("\"42\"");
        }
    }

    @Test
    void tls_and_a_password() throws Exception {
        Authority authority = Authority.in(directory.resolve("ca"));
        try (var server = PrometheusServer.in(directory.resolve("b"))
                .tls(authority.issue("prometheus", "127.0.0.1"))
                .basicAuth()
                .start()) {
            assertThat(query(server.url(), authority.trust(), null).statusCode())
                    .isEqualTo(401);
            assertThat(query(server.url(), authority.trust(), "wrong").statusCode())
                    .isEqualTo(401);
            assertThat(query(server.url(), authority.trust(), PrometheusServer.PASSWORD)
                            .body())
                    .contains("\"42\"");
            assertThatThrownBy(() -> query(server.url(), SSLContext.getDefault(), null))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void only_clients_with_a_certificate_of_the_authority() throws Exception {
        Authority authority = Authority.in(directory.resolve("ca"));
        Authority other = Authority.in(directory.resolve("other"));
        try (var server = PrometheusServer.in(directory.resolve("c"))
                .mutualTls(authority.issue("prometheus", "127.0.0.1"), other.ca())
                .start()) {
            SSLContext stranger = authority.issue("stranger").context();
            assertThatThrownBy(() -> query(server.url(), authority.trust(), null))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> query(server.url(), stranger, null)).isInstanceOf(IOException.class);
        }
        try (var server = PrometheusServer.in(directory.resolve("d"))
                .mutualTls(authority.issue("prometheus", "127.0.0.1"), authority.ca())
                .start()) {
            SSLContext client = authority.issue("client").context();
            assertThat(query(server.url(), client, null).body()).contains("\"42\"");
        }
    }

    private static HttpResponse<String> query(String url, SSLContext tls, String password)
            throws IOException, InterruptedException {
        String query = URLEncoder.encode("vector(42)", StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/query?query=" + query))
                .timeout(Duration.ofSeconds(5));
        if (password != null) {
            String pair = PrometheusServer.USER + ":" + password;
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()));
        }
        try (var http = HttpClient.newBuilder().sslContext(tls).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
