package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.fakekeptn.FakeKeptn;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardProxyTest {

    @TempDir
    Path directory;

    @Test
    void requests_for_urls_are_passed_on_with_their_body() throws Exception {
        try (var target = new FakeKeptn();
                var proxy = new ForwardProxy().knows("prometheus.example.org")) {
            String url = target.url().replace("localhost", "prometheus.example.org") + "/v1/log?a=b";
            HttpResponse<String> response = post(proxy, SSLContext.getDefault(), url);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(proxy.asked()).containsExactly(new ForwardProxy.Asked("POST", url, Optional.empty()));
            assertThat(target.requests()).singleElement().satisfies(request -> {
                assertThat(request.target()).isEqualTo("/v1/log?a=b");
                assertThat(request.body()).isEqualTo("{}");
                assertThat(request.headers().get("host")).startsWith("prometheus.example.org:");
            });
        }
    }

    @Test
    void https_goes_through_a_tunnel() throws Exception {
        Authority authority = Authority.in(directory.resolve("ca"));
        try (var target = new FakeKeptn(
                        0, authority.issue("server", "prometheus.example.org").context());
                var proxy = new ForwardProxy().knows("prometheus.example.org")) {
            String url = target.url().replace("localhost", "prometheus.example.org");

            assertThat(post(proxy, authority.trust(), url + "/v1/log").statusCode())
                    .isEqualTo(200);
            assertThat(proxy.asked())
                    .containsExactly(
                            new ForwardProxy.Asked("CONNECT", url.substring("https://".length()), Optional.empty()));
        }
    }

    @Test
    void who_has_not_the_password_is_asked_for_it() throws Exception {
        try (var target = new FakeKeptn();
                var proxy = new ForwardProxy().requireBasic("user", "tr0ub4dor")) {
            String tunnel = "CONNECT " + URI.create(target.url()).getAuthority() + " HTTP/1.1\r\n";
            String request = "GET " + target.url() + "/v1/project HTTP/1.1\r\nHost: localhost\r\n";
            String credentials = "Proxy-Authorization: Basic dXNlcjp0cjB1YjRkb3I=\r\n";

            assertThat(raw(proxy, tunnel)).startsWith("HTTP/1.1 407 ").contains("Proxy-Authenticate: Basic");
            assertThat(raw(proxy, request)).startsWith("HTTP/1.1 407 ");
            assertThat(raw(proxy, tunnel + credentials)).startsWith("HTTP/1.1 200 ");
            assertThat(raw(proxy, request + credentials)).startsWith("HTTP/1.1 200 ");
            assertThat(proxy.asked())
                    .extracting(ForwardProxy.Asked::authorization)
                    .containsExactly(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("Basic dXNlcjp0cjB1YjRkb3I="),
                            Optional.of("Basic dXNlcjp0cjB1YjRkb3I="));
            assertThat(target.requests()).singleElement().satisfies(seen -> assertThat(seen.headers())
                    .doesNotContainKey("proxy-authorization"));
        }
    }

    @Test
    void a_target_that_is_not_there_is_a_bad_gateway_and_a_closed_proxy_is_nothing() throws Exception {
        var proxy = new ForwardProxy();
        assertThat(raw(proxy, "GET http://127.0.0.1:1/ HTTP/1.1\r\n")).startsWith("HTTP/1.1 502 ");
        assertThat(raw(proxy, "CONNECT 127.0.0.1:1 HTTP/1.1\r\n")).startsWith("HTTP/1.1 502 ");
        int port = proxy.port();
        proxy.close();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    /** Sends a head and ends; what comes back. */
    private static String raw(ForwardProxy proxy, String head) throws IOException {
        try (var socket = new Socket("127.0.0.1", proxy.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static HttpResponse<String> post(ForwardProxy proxy, SSLContext tls, String url)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder()
                .sslContext(tls)
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())))
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
