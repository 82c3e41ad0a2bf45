package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.ForwardProxy;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.PrometheusServer;
import dev.sliprovider.peers.Received;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an endpoint lets the service in, and the way there: logins, headers, parameters, proxies, and what comes back. */
class EndpointAccessIT {

    private static final String PASSWORD = SECRET + "$x${HOME}$$\\n\"'#é%";

    @TempDir
    static Path folder;

    private static ForwardProxy proxy;
    private static ServedEndpoints service;

    private final GuardedPrometheus prometheus = new GuardedPrometheus();

    @BeforeAll
    static void start() throws Exception {
        proxy = new ForwardProxy().requireBasic("robot", SECRET + "@:/").knows("prometheus.example.org");
        String address = "http://robot:" + SECRET + "%40%3A%2F@" + proxy.address();
        service = new ServedEndpoints(
                folder,
                Map.of(
                        "HTTP_PROXY",
                        address,
                        "https_proxy",
                        address,
                        "NO_PROXY",
                        "10.0.0.0/8,prometheus.example.net",
                        "SLI_PROVIDER_PROMETHEUS_MAX_ANSWER_SIZE",
                        "100K"));
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        service.close();
    }

    @Test
    void every_login_arrives_as_it_is_meant() throws Exception {
        Files.writeString(service.directory().resolve("token"), SECRET + "-file\n");
        Files.writeString(service.directory().resolve("password"), PASSWORD + "\n");
        String quoted = "password: '" + PASSWORD.replace("'", "''") + "'";
        String encoded = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
        try (prometheus) {
            String url = "url: " + prometheus.start().url();
            arrives(basic("prober", PASSWORD), url, "user: prober", quoted);
            arrives(basic("prober", PASSWORD), url, "user: prober", "password_file: password");
            arrives(basic("prober", PASSWORD), url.replace("://", "://prober:" + encoded + "@"));
            arrives("Bearer " + SECRET, url, "bearer_token: " + SECRET);
            arrives("Bearer " + SECRET + "-file", url, "bearer_token_file: token");
            arrives("Bearer " + SECRET, url, "headers: {Authorization: Bearer " + SECRET + "}");
            Files.createDirectories(service.directory().resolve("keys"));
            Files.writeString(service.directory().resolve("keys/PROMETHEUS_URL"), prometheus.url() + "\n");
            Files.writeString(service.directory().resolve("keys/PROMETHEUS_USER"), "prober");
            Files.writeString(service.directory().resolve("keys/PROMETHEUS_PASSWORD"), PASSWORD);
            assertThat(service.ask("keys").value()).isEqualTo(42);
            assertThat(last().headers()).containsEntry("authorization", basic("prober", PASSWORD));
        }
    }

    private void arrives(String authorization, String... lines) throws Exception {
        service.yaml("login", lines);
        assertThat(service.ask("login").value()).as(authorization).isEqualTo(42);
        assertThat(last().headers()).containsEntry("authorization", authorization);
    }

    @Test
    void a_wrong_login_is_told_with_what_to_do_and_the_server_knows_no_more_than_it_has_to() throws Exception {
        try (prometheus) {
            service.yaml(
                    "stranger",
                    "url: " + prometheus.guard(401, headers -> false).start().url(),
                    "bearer_token: " + SECRET);
            assertThat(service.ask("stranger").message())
                    .contains("unauthorized: i0", "HTTP 401", "credentials for this endpoint are missing, wrong");
            prometheus.guard(403, headers -> false);
            assertThat(service.ask("stranger").message()).contains("HTTP 403");
            prometheus.guard(401, headers -> true).answer(Answer.file("mimir-no-org-id.401.txt"));
            assertThat(service.ask("stranger").message()).contains("X-Scope-OrgID: <tenant>");
        }
    }

    @Test
    void headers_and_parameters_go_with_every_query() throws Exception {
        try (prometheus) {
            service.yaml(
                    "tenant",
                    "url: " + prometheus.start().url() + "/prometheus/",
                    "headers: {X-Scope-OrgID: " + SECRET + "}",
                    "parameters: {dedup: true, 'max_source_resolution': '5m & " + SECRET + "'}");
            assertThat(service.ask("tenant").value()).isEqualTo(42);
            assertThat(last().path()).isEqualTo("/prometheus/api/v1/query");
            assertThat(last().headers()).containsEntry("x-scope-orgid", SECRET).doesNotContainKey("authorization");
            assertThat(last().parameter("dedup")).isEqualTo("true");
            assertThat(last().parameter("max_source_resolution")).isEqualTo("5m & " + SECRET);
        }
    }

    @Test
    void a_real_prometheus_with_a_password_below_a_path_is_asked() throws Exception {
        try (var real = PrometheusServer.in(folder.resolve("real"))
                .basicAuth()
                .routePrefix("/prom")
                .start()) {
            service.yaml(
                    "real",
                    "url: " + real.url(),
                    "user: " + PrometheusServer.USER,
                    "password: '" + PrometheusServer.PASSWORD + "'");
            assertThat(service.ask("real").value()).isEqualTo(42);
            service.yaml("real", "url: " + real.url(), "user: " + PrometheusServer.USER, "password: " + SECRET);
            assertThat(service.ask("real").message()).contains("HTTP 401");
        }
    }

    @Test
    void a_forward_proxy_is_named_or_is_that_of_the_environment() throws Exception {
        try (prometheus;
                var open = new ForwardProxy().knows("prometheus.example.org").knows("prometheus.example.net")) {
            int port = prometheus.start().port();
            service.yaml("outside", "url: http://prometheus.example.org:" + port);
            assertThat(service.ask("outside").value()).isEqualTo(42);
            assertThat(proxy.asked().getLast().target()).startsWith("http://prometheus.example.org:" + port);

            service.yaml("outside", "url: http://prometheus.example.net:" + port, "proxy_url: " + open.address());
            assertThat(service.ask("outside").value()).isEqualTo(42);
            assertThat(open.asked().getLast().authorization()).isEmpty();
            service.yaml("outside", "url: http://prometheus.example.net:" + port);
            assertThat(service.ask("outside").message()).contains("the host name cannot be resolved");

            service.yaml(
                    "outside",
                    "url: http://prometheus.example.org:" + port,
                    "proxy_url: http://robot:" + SECRET + "@" + proxy.address());
            assertThat(service.ask("outside").message())
                    .contains("the proxy requires credentials, or others", "PROMETHEUS_PROXY_URL");
            service.yaml("outside", "url: http://127.0.0.1:" + port, "proxy_url: http://127.0.0.1:1");
            assertThat(service.ask("outside").message())
                    .contains("the proxy http://127.0.0.1:1 cannot be reached: the connection was refused");
            assertThat(prometheus.requests())
                    .noneMatch(request -> request.headers().containsKey("proxy-authorization"));
        }
    }

    @Test
    void redirects_are_not_followed_with_credentials() throws Exception {
        try (prometheus;
                var elsewhere = new GuardedPrometheus().start()) {
            prometheus.answer(Answer.page(307).with("Location", elsewhere.url() + "/api/v1/query"));
            service.yaml("moved", "url: " + prometheus.start().url(), "bearer_token: " + SECRET);
            assertThat(service.ask("moved").message()).contains("HTTP 307", "redirects are not followed");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void compressed_answers_are_read_and_bombs_are_not() throws Exception {
        try (prometheus) {
            service.yaml("gzip", "url: " + prometheus.compressed().start().url());
            assertThat(service.ask("gzip").value()).isEqualTo(42);
            assertThat(last().headers().get("accept-encoding")).contains("gzip");
            assertThat(last().version()).isEqualTo("HTTP_1_1");
            prometheus.answer(Answer.json(200, "{\"status\":\"success\",\"x\":\"" + "0".repeat(50_000_000) + "\"}"));
            assertThat(service.ask("gzip").message()).contains("the answer is larger than 102400 bytes");
            prometheus.answer(Answer.value(7));
            assertThat(service.ask("gzip").value()).isEqualTo(7);
        }
    }

    private Received last() {
        return prometheus.queries().getLast();
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
