package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.MANY;
import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.ServedEndpoints.Said;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.GuardedPrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers in trouble: who stands for whom, who is spared. */
class EndpointServersIT {

    private static final int BREAKER = 60;

    @TempDir
    static Path folder;

    private static ServedEndpoints service;

    private final GuardedPrometheus prometheus = new GuardedPrometheus();

    @BeforeAll
    static void start() throws Exception {
        service = new ServedEndpoints(
                folder,
                Map.of(
                        "SLI_PROVIDER_PROMETHEUS_TIMEOUT", "3s",
                        "SLI_PROVIDER_PROMETHEUS_BREAKER_THRESHOLD", "" + BREAKER,
                        "SLI_PROVIDER_PROMETHEUS_BREAKER_OPEN_FOR", "2s",
                        "SLI_PROVIDER_PROMETHEUS_RATE_LIMIT", "200"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void another_server_answers_for_one_that_does_not_and_the_message_tells_it() throws Exception {
        var certificate = Authority.in(folder.resolve("ca")).issue("prometheus", "127.0.0.1");
        prometheus.start();
        try (var broken = new GuardedPrometheus().answer(Answer.page(500)).start();
                var hanging = new GuardedPrometheus().answer(Answer.never()).start();
                var strange = new GuardedPrometheus().tls(certificate).start()) {
            String refused = "http://127.0.0.1:" + Program.freePort();
            for (List<String> silent : List.of(
                    List.of(refused, "the connection was refused"),
                    List.of(broken.url(), "HTTP 5xx"),
                    List.of(hanging.url(), "no answer in time"),
                    List.of(strange.url(), "signed by an unknown authority"))) {
                service.yaml("pair", "url: [" + silent.getFirst() + ", " + prometheus.url() + "]", login());
                Said said = service.ask("pair");
                assertThat(said.value()).as(said.message()).isEqualTo(42);
                assertThat(said.message())
                        .contains(prometheus.url() + " was queried instead: " + silent.getFirst(), silent.getLast());
            }
            service.yaml("pair", "url: " + refused + " " + broken.url(), login());
            assertThat(service.ask("pair").message())
                    .contains(refused + ": the connection was refused", broken.url() + ": HTTP 500");
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "429"})
    void what_the_request_is_to_blame_for_is_not_asked_of_another(int status) throws Exception {
        prometheus.answer(Answer.page(status)).start();
        try (var second = new GuardedPrometheus().start()) {
            service.yaml("pair", "url: [" + prometheus.url() + ", " + second.url() + "]", login());
            assertThat(service.ask("pair").message()).contains("HTTP " + status);
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void the_circuit_of_a_server_that_fails_is_open_until_one_request_succeeds() throws Exception {
        prometheus.answer(Answer.page(502)).start();
        service.yaml("ill", "url: " + prometheus.url(), login());
        assertThat(service.asking("ill", MANY).get().message())
                .as("short failures are handled by retries")
                .doesNotContain("not queried");
        // The circuit opens only after failures over at least two seconds.
        Thread.sleep(2100);
        int asked = prometheus.queries().size();
        assertThat(service.asking("ill", MANY).get().message()).contains("not queried: circuit open after", "HTTP 5xx");
        assertThat(prometheus.queries()).as("only a few tests of the server").hasSizeLessThan(asked + MANY);
        prometheus.answer(Answer.value(42));
        assertThat(service.asking("ill", MANY).get().result())
                .as("a new query waits for the next test")
                .isEqualTo("pass");
        assertThat(service.log()).contains("circuit of " + prometheus.url() + " opens");
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void a_server_with_too_much_to_do_gets_less_at_once(int status) throws Exception {
        prometheus.answer(Answer.value(42).after(Duration.ofMillis(100))).start();
        service.yaml("busy", "url: " + prometheus.url(), login());
        assertThat(service.asking("busy", MANY).get().result()).isEqualTo("pass");
        assertThat(prometheus.highestConcurrency()).isEqualTo(16);
        prometheus.answer(Answer.page(status));
        assertThat(service.ask("busy").message()).contains("HTTP " + status);
        prometheus.answer(Answer.value(42).after(Duration.ofMillis(100))).reset();
        assertThat(service.asking("busy", MANY).get().result()).isEqualTo("pass");
        assertThat(prometheus.highestConcurrency()).isEqualTo(8);
        assertThat(service.log()).contains(prometheus.url() + " is overloaded");
    }

    @Test
    void no_more_is_asked_in_a_second_than_is_allowed() throws Exception {
        prometheus.start();
        service.yaml("rate", "url: " + prometheus.url(), login());
        long began = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            assertThat(service.asking("rate", MANY).get().result()).isEqualTo("pass");
        }
        // The first 200 may come at once.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(950));
        assertThat(prometheus.queries()).hasSize(8 * MANY);
    }

    private static String login() {
        return "bearer_token: " + SECRET;
    }
}
