package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.waiting.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardedPrometheusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Authority authority;
    private static Certificate certificate;

    @BeforeAll
    static void found() throws Exception {
        authority = Authority.in(directory.resolve("ca"));
        certificate = authority.issue("prometheus", "127.0.0.1");
    }

    @Test
    void it_answers_and_remembers_what_it_was_asked() throws Exception {
        try (var prometheus = new GuardedPrometheus().start()) {
            HttpResponse<String> response = post(
                    client(null), prometheus.url() + "/prom/api/v1/query?dedup=true", "query=vector%2842%29&a=b&a=c");

            assertThat(response.body()).contains("\"42.0\"");
            assertThat(prometheus.queries()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/prom/api/v1/query");
                assertThat(request.parameter("query")).isEqualTo("vector(42)");
                assertThat(request.parameter("dedup")).isEqualTo("true");
                assertThat(request.parameters()).containsEntry("a", List.of("b", "c"));
                assertThat(request.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
                assertThat(request.client()).isEmpty();
            });
            assertThat(get(client(null), prometheus.url() + "/-/ready").statusCode())
                    .isEqualTo(200);
            assertThat(get(client(null), prometheus.url() + "/api/v1/status/buildinfo")
                            .body())
                    .contains("2.42.0");
            assertThat(get(client(null), prometheus.url() + "/graph").statusCode())
                    .isEqualTo(404);
            assertThat(prometheus.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void both_versions_of_http_are_spoken(HttpClient.Version version) throws Exception {
        try (var prometheus = new GuardedPrometheus().tls(certificate).start();
                var http = HttpClient.newBuilder()
                        .version(version)
                        .sslContext(authority.trust())
                        .build()) {
            HttpResponse<String> response = get(http, prometheus.url() + "/api/v1/query?query=a");

            assertThat(response.version()).isEqualTo(version);
            assertThat(prometheus.requests().getFirst().version()).isEqualTo(version.name());
        }
    }

    @Test
    void who_has_no_certificate_is_refused_and_who_has_one_is_known() throws Exception {
        try (var prometheus =
                new GuardedPrometheus().mutualTls(certificate, authority.ca()).start()) {
            String url = prometheus.url() + "/api/v1/query?query=a";
            assertThatThrownBy(() -> get(client(authority.trust()), url)).isInstanceOf(IOException.class);
            assertThat(get(client(authority.issue("client").context()), url).statusCode())
                    .isEqualTo(200);
            assertThat(prometheus.requests()).extracting(Received::client).containsExactly(Optional.of("CN=client"));
        }
    }

    @Test
    void the_guard_decides_by_headers() throws Exception {
        try (var prometheus = new GuardedPrometheus()
                .guard(403, headers -> "me".equals(headers.get("user-agent")))
                .start()) {
            assertThat(get(client(null), prometheus.url() + "/api/v1/query").statusCode())
                    .isEqualTo(403);
            prometheus.guard(401, headers -> headers.containsKey("user-agent"));
            assertThat(get(client(null), prometheus.url() + "/api/v1/query").statusCode())
                    .isEqualTo(200);
            assertThat(prometheus.requests()).hasSize(2);
        }
    }

    @Test
    void answers_come_one_after_the_other() throws Exception {
        try (var prometheus = new GuardedPrometheus().start()) {
            String url = prometheus.url() + "/api/v1/query?query=a";
            prometheus.answer(
                    Answer.page(503).with("Retry-After", "1"),
                    Answer.cut(),
                    Answer.never(),
                    Answer.file("mimir-no-org-id.401.txt"),
                    Answer.value(7));

            HttpResponse<String> unavailable = get(client(null), url);
            assertThat(unavailable.statusCode()).isEqualTo(503);
            assertThat(unavailable.headers().firstValue("Retry-After")).hasValue("1");
            // The client asks again by itself when a connection ends without an answer to a GET.
            assertThatThrownBy(() -> post(client(null), url, "")).isInstanceOf(IOException.class);
            var hurried = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> send(client(null), hurried)).isInstanceOf(HttpTimeoutException.class);
            assertThat(get(client(null), url).body()).isEqualTo("no org id\n");
            assertThat(get(client(null), url).body()).contains("\"7.0\"");
            assertThat(get(client(null), url).body()).contains("\"7.0\"");

            prometheus.answer(request -> Answer.json(200, request.parameter("query")));
            assertThat(get(client(null), url).body()).isEqualTo("a");
        }
    }

    @Test
    void answers_are_compressed_for_who_wants_it() throws Exception {
        try (var prometheus = new GuardedPrometheus().compressed().start();
                var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(prometheus.url() + "/api/v1/query?query=a"))
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())))
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"42.0\"");
        }
    }

    @Test
    void requests_at_once_are_counted_and_the_port_stays() throws Exception {
        try (var prometheus = new GuardedPrometheus().start()) {
            String url = prometheus.url() + "/api/v1/query?query=a";
            prometheus.answer(Answer.value(1).after(Duration.ofMillis(300)));
            try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 5; i++) {
                    askers.submit(() -> get(client(null), url));
                }
            }
            assertThat(prometheus.highestConcurrency()).isEqualTo(5);
            Eventually.await().untilAsserted(() -> {
                prometheus.reset();
                assertThat(prometheus.highestConcurrency()).isZero();
            });

            prometheus.stop();
            assertThatThrownBy(() -> get(client(null), url)).isInstanceOf(IOException.class);
            prometheus.start();
            assertThat(get(client(null), url).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_answer_that_is_cut_ends_in_the_middle_of_its_body() {
        try (var prometheus =
                new GuardedPrometheus().answer(Answer.value(1).cutAfter(10)).start()) {
            assertThatThrownBy(() -> get(client(null), prometheus.url() + "/api/v1/query?query=a"))
                    .isInstanceOf(IOException.class);
        }
    }

    private static HttpClient client(SSLContext tls) {
        var builder = HttpClient.newBuilder();
        return tls == null ? builder.build() : builder.sslContext(tls).build();
    }

    private static HttpResponse<String> get(HttpClient http, String url) throws IOException, InterruptedException {
        return send(
                http,
                HttpRequest.newBuilder(URI.create(url))
                        .header("User-Agent", "test")
                        .timeout(PATIENCE));
    }

    private static HttpResponse<String> post(HttpClient http, String url, String form)
            throws IOException, InterruptedException {
        return send(
                http,
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
