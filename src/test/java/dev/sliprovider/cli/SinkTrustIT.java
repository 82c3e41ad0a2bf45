package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.waiting.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink is no address of Keptn: what is configured for Keptn's certificates neither trusts it nor keeps it from being trusted. */
class SinkTrustIT {

    @TempDir
    Path directory;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private Certificate certificate;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer sink;
    private Service service;

    @BeforeEach
    void openSink() throws Exception {
        certificate = Certificate.of("localhost", Files.createDirectories(directory.resolve("sink")));
        sink = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        sink.createContext("/", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        // A handshake that a client gives up must not hold up the next one.
        sink.setExecutor(threads);
        sink.start();
    }

    @AfterEach
    void stop() {
        service.close();
        sink.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_sink_is_trusted_although_keptn_has_a_ca_of_its_own() throws Exception {
        Certificate keptn = Certificate.of("keptn", Files.createDirectories(directory.resolve("keptn")));
        start(Map.of(
                "QUARKUS_TLS_TRUST_STORE_PEM_CERTS", certificate.pem().toString(),
                "QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS", keptn.pem().toString()));

        Eventually.await().untilAsserted(() -> assertThat(taken).anyMatch(event -> event.contains("get-sli.finished")));
    }

    @Test
    void a_sink_is_not_trusted_by_the_ca_of_keptn_and_the_log_says_which_setting_to_use() throws Exception {
        start(Map.of(
                "QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS", certificate.pem().toString()));

        Eventually.await().untilAsserted(() -> assertThat(service.log())
                .contains("certificate is signed by an unknown authority", "QUARKUS_TLS_TRUST_STORE_PEM_CERTS")
                .doesNotContain("QUARKUS_TLS_KEPTN"));
        assertThat(taken).isEmpty();
    }

    /** Starts the service and gives it an event, which is answered as errored: there is no Prometheus. */
    private void start(Map<String, String> certificates) throws Exception {
        var settings = new HashMap<>(certificates);
        settings.putAll(Map.of(
                "K_SINK", "https://localhost:" + sink.getAddress().getPort() + "/",
                "SLI_PROVIDER_EVENTS_SINK_RETRIES", "0",
                "PROMETHEUS_ENDPOINT", "http://127.0.0.1:9",
                "SLI_PROVIDER_PROMETHEUS_RETRIES", "0",
                "SLI_PROVIDER_RESOURCE_DIRECTORY", directory.toString()));
        service = new Service(directory, settings);
        service.awaitReady();
        String event = Files.readString(Path.of("src/test/events/get-sli.triggered.json"));
        assertThat(service.post(event).statusCode()).isEqualTo(202);
    }
}
