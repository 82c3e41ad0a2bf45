package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.FakeKubernetes;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.RotatingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lets the service in is replaced while it runs: the next event uses the new one. */
class EndpointRotationIT {

    private static final String NAME = "prometheus-credentials-kube";

    @TempDir
    static Path folder;

    private static Authority authority;
    private static FakeKubernetes kubernetes;
    private static ServedEndpoints service;

    @BeforeAll
    static void start() throws Exception {
        authority = Authority.in(folder.resolve("ca"));
        kubernetes = new FakeKubernetes(authority, folder.resolve("account"));
        var environment = new HashMap<>(kubernetes.environment());
        environment.put(
                "SLI_PROVIDER_KUBERNETES_SERVICE_ACCOUNT",
                kubernetes.serviceAccount().toString());
        environment.put("SLI_PROVIDER_KUBERNETES_CACHE_FOR", "1s");
        service = new ServedEndpoints(folder, environment);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        kubernetes.close();
        assertThat(kubernetes.violations()).isEmpty();
    }

    @Test
    void the_token_in_a_file_is_replaced() throws Exception {
        try (var prometheus = new GuardedPrometheus().start()) {
            Path token = folder.resolve("token");
            service.yaml("token", "url: " + prometheus.url(), "bearer_token_file: " + token);
            for (int i = 0; i < 3; i++) {
                takes(prometheus, SECRET + i);
                Files.writeString(token, SECRET + i + "\n");
                assertThat(service.ask("token").value()).isEqualTo(42);
            }
        }
    }

    @Test
    void the_secret_that_is_mounted_is_replaced_while_events_come_in() throws Exception {
        var mounted = new RotatingFolder(service.directory().resolve("mounted"));
        try (var one = new GuardedPrometheus().start();
                var two = new GuardedPrometheus().start()) {
            takes(one, SECRET + "-one");
            takes(two, SECRET + "-two");
            Map<String, String> first = keys(one, "-one");
            Map<String, String> second = keys(two, "-two");
            mounted.put(first);
            Thread swaps = Thread.ofVirtual().start(() -> swap(mounted, second, first));
            int asked = 0;
            while (swaps.isAlive() || asked < 20) {
                var said = service.ask("mounted");
                assertThat(said.value()).as(said.message()).isEqualTo(42);
                asked++;
            }
            mounted.put(second);
            one.stop();
            assertThat(service.ask("mounted").value()).isEqualTo(42);
        }
    }

    @SafeVarargs
    private static void swap(RotatingFolder mounted, Map<String, String>... versions) {
        try {
            for (int i = 0; i < 200; i++) {
                mounted.put(versions[i % versions.length]);
                // The pace of the rotation: faster than in practice, and slow enough for events between two versions.
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void authority_and_client_certificate_are_replaced_together() throws Exception {
        Authority next = Authority.in(folder.resolve("next"));
        var mounted = new RotatingFolder(service.directory().resolve("mutual"));
        try (var prometheus = new GuardedPrometheus()) {
            for (Authority each : new Authority[] {authority, next}) {
                Certificate client = each.issue("sli-provider");
                prometheus
                        .mutualTls(each.issue("prometheus", "127.0.0.1"), each.ca())
                        .start();
                mounted.put(Map.of(
                        "PROMETHEUS_URL", prometheus.url(),
                        "PROMETHEUS_TLS_CA", Files.readString(each.ca()),
                        "PROMETHEUS_TLS_CERT", Files.readString(client.pem()),
                        "PROMETHEUS_TLS_KEY", Files.readString(client.key())));
                var said = service.ask("mutual");
                assertThat(said.value()).as(said.message()).isEqualTo(42);
                prometheus.stop();
            }
        }
    }

    @Test
    void the_secret_in_kubernetes_is_replaced_or_deleted_after_its_time() throws Exception {
        try (var prometheus = new GuardedPrometheus().start()) {
            for (String token : new String[] {"-one", "-two"}) {
                kubernetes.put(NAME, keys(prometheus, token));
                // Soon after its time in the cache, which is a second.
                Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                    assertThat(service.ask("kube").value()).isEqualTo(42);
                    assertThat(prometheus.queries().getLast().headers())
                            .containsEntry("authorization", "Bearer " + SECRET + token);
                });
            }
            kubernetes.rotateToken();
            kubernetes.remove(NAME);
            Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                            service.ask("kube").message())
                    .contains("no Prometheus is known for project kube"));
        }
    }

    private static Map<String, String> keys(GuardedPrometheus prometheus, String token) {
        return Map.of("PROMETHEUS_URL", prometheus.url(), "PROMETHEUS_BEARER_TOKEN", SECRET + token);
    }

    private static void takes(GuardedPrometheus prometheus, String token) {
        prometheus.guard(401, headers -> ("Bearer " + token).equals(headers.get("authorization")));
    }
}
