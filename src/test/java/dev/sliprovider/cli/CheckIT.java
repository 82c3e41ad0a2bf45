package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.ForwardProxy;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.PrometheusServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command check: what it finds out about servers, real and otherwise. */
class CheckIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "tr0ub4dor";

    @TempDir
    static Path folder;

    private static Authority authority;
    private static Certificate local;

    @BeforeAll
    static void issue() throws Exception {
        authority = Authority.in(folder.resolve("authority"));
        local = authority.issue("prometheus", "localhost", "127.0.0.1");
    }

    @Test
    void a_plain_prometheus_is_all_right() throws Exception {
        try (var server = PrometheusServer.in(folder.resolve("plain")).start()) {
            Program.Result result = check("--prometheus", server.url());

            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains("endpoint  ok       " + server.url() + " from --prometheus")
                    .contains("dns       ok       127.0.0.1 is an IP address")
                    .containsPattern("tcp       ok       port " + server.port() + " is open, \\d+ ms")
                    .contains("tls       ok       none, the URL begins with http://")
                    .containsPattern("http      ok       HTTP/1.1 200, \\d+ ms")
                    .contains("login     ok       no credentials were asked for")
                    .contains("clock     ok       equal to ours within a second")
                    .containsPattern("server    ok       Prometheus 2\\.\\d+")
                    .contains("limits    ok       query.timeout 2m, query.max-concurrency 20, query.max-samples")
                    .contains("query     ok       vector(1) is 1")
                    .containsPattern("latency   ok       median \\d+ ms, slowest \\d+ ms of 5 queries")
                    .doesNotContain("\033[", "failed", "skipped");
        }
    }

    @Test
    void json_has_the_same_in_one_document() throws Exception {
        try (var server = new GuardedPrometheus().answer(Answer.value(1)).start()) {
            Program.Result result = Program.run(
                    Map.of("SLI_PROVIDER_PROJECTS_SHOP_PROMETHEUS_URL", server.url()),
                    "",
                    "check",
                    "--project",
                    "shop",
                    "-o",
                    "json");

            JsonNode document = JSON.readTree(result.out());
            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(document.path("project").asText()).isEqualTo("shop");
            assertThat(document.path("outcome").asText()).isEqualTo("ok");
            assertThat(document.path("findings")).hasSize(11);
            assertThat(document.at("/findings/0/text").asText())
                    .isEqualTo(server.url() + " from the configuration of the project"
                            + " (sli-provider.projects.shop.prometheus-url and the like)");
            assertThat(document.at("/findings/1/server").asText()).isEqualTo(server.url());
            assertThat(document.findValuesAsText("step"))
                    .containsExactly(
                            "endpoint",
                            "dns",
                            "tcp",
                            "tls",
                            "http",
                            "login",
                            "clock",
                            "server",
                            "limits",
                            "query",
                            "latency");
        }
    }

    @Test
    void the_default_counts_for_a_project_of_which_no_place_knows() throws Exception {
        try (var server = new GuardedPrometheus().answer(Answer.value(1)).start()) {
            Path directory = Files.createDirectories(folder.resolve("endpoints"));
            Program.Result result = Program.run(
                    Map.of(
                            "PROMETHEUS_ENDPOINT", server.url(),
                            "SLI_PROVIDER_ENDPOINTS_DIRECTORY", directory.toString()),
                    "",
                    "check",
                    "--project",
                    "shop");

            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(result.out())
                    .contains(server.url() + " from sli-provider.prometheus.endpoint (PROMETHEUS_ENDPOINT,"
                            + " --prometheus); nothing in the setting sli-provider.projects.shop.prometheus-url, "
                            + directory.resolve("shop") + "[.yaml]");
        }
    }

    @Test
    void tls_and_basic_authentication_are_shown_without_the_password() throws Exception {
        try (var server = PrometheusServer.in(folder.resolve("basic"))
                .tls(local)
                .basicAuth()
                .start()) {
            Map<String, String> settings = trust(
                    Map.of("PROMETHEUS_USER", PrometheusServer.USER, "PROMETHEUS_PASSWORD", PrometheusServer.PASSWORD));
            Program.Result result = check(settings, "--prometheus", server.url());

            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(result.out())
                    .containsPattern(
                            "tls       ok       TLSv1.3, CN=prometheus < CN=Authority in authority for localhost,"
                                    + " 127.0.0.1, issued by CN=Authority in authority,"
                                    + " valid until \\d{4}-\\d\\d-\\d\\d \\((29|30) days left\\)")
                    .contains("http      ok       HTTP/2 200")
                    .contains("login     ok       not refused: basic authentication");
            assertNoSecret(result, PrometheusServer.PASSWORD, PrometheusServer.USER);
        }
    }

    @Test
    void a_wrong_password_fails_at_the_login_and_the_clock_is_compared_all_the_same() throws Exception {
        try (var server = PrometheusServer.in(folder.resolve("wrong-password"))
                .basicAuth()
                .start()) {
            String url = server.url().replace("http://", "http://" + PrometheusServer.USER + ":" + PASSWORD + "@");
            Program.Result result = check("--prometheus", url);

            assertFailed(result, "login", "HTTP 401", "sent: basic authentication", "the server asks for Basic");
            assertThat(result.out())
                    .contains(
                            "clock     ok ",
                            "query     skipped  because login failed",
                            "credentials for this endpoint");
            assertNoSecret(result, PASSWORD);
        }
    }

    @Test
    void an_authority_that_nobody_trusts_fails_with_what_the_server_shows() throws Exception {
        try (var server = new GuardedPrometheus().tls(local).start()) {
            Program.Result result = check("--prometheus", server.url());

            assertFailed(
                    result,
                    "tls",
                    "signed by an unknown authority",
                    "the server presents CN=prometheus < CN=Authority in authority",
                    "PROMETHEUS_TLS_CA");
            assertThat(result.out()).contains("http      skipped  because tls failed");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_client_certificate_is_shown_and_its_lack_fails() throws Exception {
        Certificate client = authority.issue("sli-provider");
        try (var server = PrometheusServer.in(folder.resolve("mtls"))
                .mutualTls(local, authority.ca())
                .start()) {
            Map<String, String> with = trust(Map.of(
                    "PROMETHEUS_TLS_CERT_FILE", client.pem().toString(),
                    "PROMETHEUS_TLS_KEY_FILE", client.key().toString()));
            Program.Result in = check(with, "--prometheus", server.url());
            Program.Result out = check(trust(Map.of()), "--prometheus", server.url());

            assertThat(in.exitCode()).as(in.out()).isZero();
            assertThat(in.out()).contains("login     ok       not refused: client certificate CN=sli-provider, valid");
            assertFailed(out, "tls", "rejects our client certificate, or requires one", "PROMETHEUS_TLS_CERT");
        }
    }

    @Test
    void an_expired_certificate_and_one_for_another_host_are_shown() throws Exception {
        Certificate expired = authority.issueExpired("old", "localhost", "127.0.0.1");
        Certificate other = authority.issue("other", "prometheus.example");
        try (var old = new GuardedPrometheus().tls(expired).start();
                var elsewhere = new GuardedPrometheus()
                        .tls(other)
                        .answer(Answer.value(1))
                        .start()) {
            assertFailed(
                    check(trust(Map.of()), "--prometheus", old.url()),
                    "tls",
                    "has expired or is not yet valid",
                    ", expired 20");
            assertFailed(
                    check(trust(Map.of()), "--prometheus", elsewhere.url()),
                    "tls",
                    "for another host name",
                    "CN=other < CN=Authority in authority for prometheus.example",
                    "PROMETHEUS_TLS_SERVER_NAME");
            Map<String, String> named = trust(Map.of("PROMETHEUS_TLS_SERVER_NAME", "prometheus.example"));
            assertThat(check(named, "--prometheus", elsewhere.url()).exitCode()).isZero();
        }
    }

    @Test
    void a_certificate_that_is_not_checked_is_a_warning() throws Exception {
        try (var server =
                new GuardedPrometheus().tls(local).answer(Answer.value(1)).start()) {
            Program.Result result =
                    check(Map.of("PROMETHEUS_TLS_INSECURE_SKIP_VERIFY", "true"), "--prometheus", server.url());

            assertThat(result.exitCode()).as(result.out()).isZero();
            assertThat(result.out()).contains("endpoint  warning  TLS verification is off");
        }
    }

    @Test
    void a_wrong_prefix_is_answered_with_the_right_one() throws Exception {
        try (var server = PrometheusServer.in(folder.resolve("prefix"))
                .routePrefix("/monitoring/metrics")
                .start()) {
            String root = server.url().replace("/monitoring/metrics", "");
            assertThat(check("--prometheus", server.url()).exitCode()).isZero();
            assertFailed(check("--prometheus", root + "/prom"), "http", "HTTP 404", "use the URL " + server.url());
        }
    }

    @Test
    void an_unknown_host_and_a_closed_port_fail_at_once() throws Exception {
        assertFailed(check("--prometheus", "http://nowhere.invalid"), "dns", "cannot be resolved: nowhere.invalid");
        int port = Program.freePort();
        Program.Result closed = check("--prometheus", "http://127.0.0.1:" + port);
        assertFailed(closed, "tcp", "the connection was refused (port " + port + " of 127.0.0.1)");
        assertThat(closed.out()).contains("latency   skipped  because tcp failed");
    }

    @Test
    void every_server_of_an_endpoint_is_looked_at() throws Exception {
        try (var server = new GuardedPrometheus().answer(Answer.value(1)).start()) {
            String gone = "http://127.0.0.1:" + Program.freePort();
            Program.Result result = check("--prometheus", gone + "," + server.url());

            assertFailed(result, "tcp", "refused");
            assertThat(result.out()).contains(gone + "\n", server.url() + "\n", "query     ok       vector(1) is 1");
        }
    }

    @Test
    void a_clock_that_differs_is_a_warning_and_then_a_failure() throws Exception {
        try (var server = new GuardedPrometheus().start()) {
            server.answer(request -> Answer.value(1).with("Date", date(Duration.ofSeconds(30))));
            Program.Result little = check("--prometheus", server.url());
            server.answer(request -> Answer.value(1).with("Date", date(Duration.ofMinutes(-5))));
            Program.Result much = check("--prometheus", server.url());

            assertThat(little.exitCode()).as(little.out()).isZero();
            assertThat(little.out())
                    .containsPattern("clock     warning  the server's clock is (2[89]|30) s ahead of ours");
            assertFailed(much, "clock", "s behind ours; correct the wrong clock");
            assertThat(much.out()).contains("query     ok ");
        }
    }

    @Test
    void servers_that_hang_take_no_longer_than_the_timeout() throws Exception {
        try (var server = new GuardedPrometheus().answer(Answer.never()).start();
                var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            Program.Result hanging = check("--prometheus", server.url(), "--timeout", "1s");
            Program.Result mute =
                    check("--prometheus", "https://127.0.0.1:" + silent.getLocalPort(), "--timeout", "1s");

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            assertFailed(hanging, "http", "no answer in time");
            assertThat(hanging.out()).contains("clock     skipped", "query     skipped  because http failed");
            assertFailed(mute, "tls", "the port accepts connections but does not answer TLS");
        }
    }

    @Test
    void a_server_that_wants_no_tls_or_no_plain_http_says_so() throws Exception {
        try (var plain = new GuardedPrometheus().start();
                var secure =
                        PrometheusServer.in(folder.resolve("secure")).tls(local).start()) {
            assertFailed(check("--prometheus", plain.url().replace("http:", "https:")), "tls", "does not speak TLS");
            assertFailed(
                    check("--prometheus", secure.url().replace("https:", "http:")), "http", "begin the URL with https");
        }
    }

    @Test
    void thanos_tells_its_stores_and_their_last_errors() throws Exception {
        try (var server = new GuardedPrometheus().start()) {
            server.answerAt("/api/v1/status/buildinfo", Answer.file("thanos-buildinfo.200.json"))
                    .answerAt("/api/v1/stores", Answer.file("thanos-stores.200.json"))
                    .answer(Answer.value(1));
            Program.Result result = check("--prometheus", server.url());

            assertThat(result.out())
                    .contains("server    ok       Thanos")
                    .contains("stores    warning  1 of 3 answer: sidecar 127.0.0.1:10911 fails: rpc error")
                    .contains("connection refused", "look at the stores that fail");
        }
    }

    @Test
    void mimir_wants_a_tenant_and_tells_its_limits() throws Exception {
        try (var server = new GuardedPrometheus().start()) {
            server.answerAt("/api/v1/status/buildinfo", Answer.file("mimir-buildinfo.200.json"))
                    .answerAt("/api/v1/status/flags", Answer.page(404))
                    .answerAt("/api/v1/user_limits", Answer.file("mimir-user-limits.200.json"))
                    .answer(request -> request.headers().containsKey("x-scope-orgid")
                            ? Answer.value(1)
                            : Answer.file("mimir-no-org-id.401.txt"));
            String url = server.url() + "/prometheus";
            Program.Result without = check("--prometheus", url);
            Program.Result with =
                    check(Map.of("PROMETHEUS_HEADERS", "X-Scope-OrgID: " + PASSWORD), "--prometheus", url);

            assertFailed(
                    without, "login", "HTTP 401 (no org id)", "no credentials were sent", "X-Scope-OrgID: <tenant>");
            assertThat(with.exitCode()).as(with.out()).isZero();
            assertThat(with.out())
                    .contains("login     ok       not refused: headers X-Scope-OrgID")
                    .contains("server    ok       Grafana Mimir 2.14.2")
                    .contains("limits    ok       max_fetched_chunks_per_query 2000000");
            assertNoSecret(with, PASSWORD);
        }
    }

    @Test
    void a_value_other_than_1_fails() throws Exception {
        try (var server = new GuardedPrometheus().start()) {
            assertFailed(check("--prometheus", server.url()), "query", "vector(1) is 42.0, not 1");
        }
    }

    @Test
    void what_a_proxy_does_is_told_of_the_connection() throws Exception {
        try (var server = new GuardedPrometheus()
                        .tls(authority.issue("inside", "prometheus.inside"))
                        .answer(Answer.value(1))
                        .start();
                var proxy = new ForwardProxy().knows("prometheus.inside").requireBasic("me", PASSWORD)) {
            String url = "https://prometheus.inside:" + server.port();
            String address = "http://" + proxy.address();
            Program.Result in = check(
                    trust(Map.of("PROMETHEUS_PROXY_URL", "http://me:" + PASSWORD + "@" + proxy.address())),
                    "--prometheus",
                    url);
            Program.Result out = check(trust(Map.of("PROMETHEUS_PROXY_URL", address)), "--prometheus", url);

            assertThat(in.exitCode()).as(in.out()).isZero();
            assertThat(in.out())
                    .contains("dns       ok       the proxy 127.0.0.1 is an IP address")
                    .contains("tcp       ok       through the proxy " + address)
                    .contains("tls       ok       TLSv1.3, CN=inside");
            assertNoSecret(in, PASSWORD);
            assertFailed(out, "tcp", "HTTP 407", "through the proxy " + address, "PROMETHEUS_PROXY_URL");
        }
    }

    @Test
    void an_access_token_that_is_not_had_fails_at_the_login() throws Exception {
        try (var server = new GuardedPrometheus().start()) {
            Map<String, String> settings = Map.of(
                    "PROMETHEUS_OAUTH2_CLIENT_ID",
                    "sli",
                    "PROMETHEUS_OAUTH2_CLIENT_SECRET",
                    PASSWORD,
                    "PROMETHEUS_OAUTH2_TOKEN_URL",
                    "http://127.0.0.1:" + Program.freePort() + "/token");
            Program.Result result = check(settings, "--prometheus", server.url());

            assertFailed(result, "login", "refused", "OAuth2 access token of http://127.0.0.1:");
            assertThat(result.out()).contains("http      ok ");
            assertNoSecret(result, PASSWORD);
        }
    }

    @Test
    void wrong_configuration_is_a_sentence_with_its_place_and_exit_code_2() throws Exception {
        Map<String, String> twice = Map.of(
                "SLI_PROVIDER_PROJECTS_SHOP_PROMETHEUS_URL",
                "http://me:" + PASSWORD + "@localhost",
                "SLI_PROVIDER_PROJECTS_SHOP_PROMETHEUS_BEARER_TOKEN",
                "tr0ub4dor-t0ken");
        Program.Result result = check(twice, "--project", "shop", "-o", "json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip())
                .hasLineCount(1)
                .contains("the configuration of the project", "prometheus-url and prometheus-bearer-token");
        assertNoSecret(result, PASSWORD, "tr0ub4dor-t0ken");
        for (List<String> arguments : List.of(
                List.of("--prometheus", "ftp://me:" + PASSWORD + "@localhost"),
                List.of("--prometheus", "http://localhost", "--timeout", "0s"),
                List.of("--prometheus", "http://localhost", "--timeout", "soon"),
                List.of("--project", "shop"),
                List.of("-o", "event"),
                List.<String>of())) {
            Program.Result wrong = check(arguments.toArray(String[]::new));
            assertThat(wrong.exitCode()).as("%s", arguments).isEqualTo(2);
            assertThat(wrong.err()).isNotBlank().doesNotContain("\tat ");
            assertNoSecret(wrong, PASSWORD);
        }
    }

    private static Program.Result check(String... arguments) throws Exception {
        return check(Map.of(), arguments);
    }

    private static Program.Result check(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("check"));
        command.addAll(List.of(arguments));
        return Program.run(environment, "", command.toArray(String[]::new));
    }

    private static Map<String, String> trust(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("PROMETHEUS_TLS_CA_FILE", authority.ca().toString());
        return all;
    }

    private static String date(Duration ahead) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
    }

    private static void assertFailed(Program.Result result, String step, String... texts) {
        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().filter(line -> line.matches(step + " +failed .*")))
                .singleElement()
                .asString()
                .contains(texts);
    }

    private static void assertNoSecret(Program.Result result, String... secrets) {
        assertThat(result.out() + result.err()).doesNotContain(secrets);
    }
}
