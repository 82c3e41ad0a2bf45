package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.peers.ForwardProxy;
import dev.sliprovider.scenario.FakePrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keptn's API and the sink behind a company's forward proxy, which alone knows their names. */
class ProxyIT {

    private static final String KEPTN = "keptn.example.org";

    private final FakePrometheus prometheus = new FakePrometheus();
    private final ForwardProxy proxy =
            new ForwardProxy().requireBasic("robot", "tr0ub4dor").knows(KEPTN);

    @TempDir
    Path directory;

    @BeforeEach
    void prepare() {
        prometheus.answers(Map.of("sum(good)", Map.of("vector", List.of(41.5))));
    }

    @AfterEach
    void stop() {
        prometheus.stop();
        proxy.close();
    }

    @Test
    void sli_yaml_is_read_through_the_proxy() throws Exception {
        try (var keptn = files(new FakeKeptn())) {
            Program.Result result = getSli(keptn, Map.of("HTTP_PROXY", address()));

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).contains("41.5");
            assertThat(proxy.asked())
                    .anyMatch(asked -> asked.target().startsWith("http://" + KEPTN)
                            && asked.target().contains("/api/resource-service/v1/project/bookshop"))
                    .noneMatch(asked -> asked.target().startsWith(prometheus.url()));
        }
    }

    @Test
    void over_tls_it_is_a_tunnel_of_the_proxy() throws Exception {
        Certificate certificate = Certificate.of(KEPTN, directory);
        try (var keptn = files(new FakeKeptn(0, certificate.context()))) {
            Map<String, String> trust = Map.of(
                    "QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS", certificate.pem().toString());
            var settings = new HashMap<>(trust);
            settings.put("https_proxy", address());
            Program.Result result = getSli(keptn, settings);

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(proxy.asked()).isNotEmpty().allMatch(asked -> asked.method()
                    .equals("CONNECT"));

            settings.put("https_proxy", "http://" + proxy.address());
            Program.Result refused = getSli(keptn, settings);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.out() + refused.err())
                    .contains(
                            "the proxy requires credentials, or others", "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY");
        }
    }

    @Test
    void a_proxy_that_cannot_be_used_stops_the_start_without_showing_it() throws Exception {
        try (var keptn = files(new FakeKeptn())) {
            Program.Result result = getSli(keptn, Map.of("HTTP_PROXY", "socks5://robot:tr0ub4dor@proxy"));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out() + result.err())
                    .contains("HTTP_PROXY: it is not the address of a proxy")
                    .doesNotContain("tr0ub4dor", "\tat ");
        }
    }

    @Test
    void answers_are_posted_through_the_proxy_and_not_where_it_is_excepted() throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        sink.start();
        int port = Program.freePort();
        Process service = Program.start(
                Map.of(
                        "K_SINK",
                        "http://" + KEPTN + ":" + sink.getAddress().getPort() + "/events",
                        "http_proxy",
                        address(),
                        "NO_PROXY",
                        "prometheus.example.org",
                        "PROMETHEUS_ENDPOINT",
                        "http://prometheus.example.org:9",
                        "SLI_PROVIDER_PROMETHEUS_RETRIES",
                        "0",
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        directory.toString()),
                directory.resolve("log"),
                "serve",
                "--port=" + port,
                "--management-port=" + Program.freePort());
        try {
            post(port);
            Eventually.await()
                    .untilAsserted(() -> assertThat(taken).anyMatch(event -> event.contains("get-sli.finished")));
            assertThat(proxy.asked()).isNotEmpty().allMatch(asked -> asked.target()
                    .startsWith("http://" + KEPTN));
        } finally {
            service.destroyForcibly().onExit().join();
            sink.stop(0);
        }
    }

    private static void post(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Eventually.await()
                    .ignoreExceptions()
                    .until(() -> http.send(
                                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                                                    .header("Content-Type", "application/cloudevents+json")
                                                    .POST(HttpRequest.BodyPublishers.ofFile(
                                                            Path.of("src/test/events/get-sli.triggered.json")))
                                                    .build(),
                                            ProgramOutput.answer())
                                    .statusCode()
                            == 202);
        }
    }

    private String address() {
        return "http://robot:tr0ub4dor@" + proxy.address();
    }

    private static FakeKeptn files(FakeKeptn keptn) {
        keptn.sliYaml("bookshop/preprod", "indicators: {good: sum(good)}");
        return keptn;
    }

    private Program.Result getSli(FakeKeptn keptn, Map<String, String> more) throws Exception {
        URI api = URI.create(keptn.api());
        var settings = new HashMap<>(Map.of(
                "KEPTN_API_ENDPOINT",
                api.getScheme() + "://" + KEPTN + ":" + api.getPort() + api.getPath(),
                "SLI_PROVIDER_RESOURCE_RETRIES",
                "0"));
        settings.putAll(more);
        return Program.run(
                settings,
                "",
                "get-sli",
                "--prometheus",
                prometheus.url(),
                "--project=bookshop",
                "--stage=preprod",
                "--service=catalog",
                "--indicator=good");
    }
}
