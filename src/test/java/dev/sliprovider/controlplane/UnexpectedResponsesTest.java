package dev.sliprovider.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.transport.HeldGate;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transports;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A control plane that answers what none should: the configured subscriptions stay in force, and it is asked again. */
@QuarkusTest
@TestProfile(BusTransportProfile.class)
class UnexpectedResponsesTest {

    @Inject
    Gateway gateway;

    @Inject
    Transports transports;

    private final Subscriptions subscriptions = new Subscriptions(HeldGate.works());
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private volatile String answer = "";
    private HttpServer server;
    private Registration registration;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        registration.stop();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | ``                                    | a registration with something other than Keptn's JSON
            200 | <html>log in</html>                   | a registration with something other than Keptn's JSON
            200 | []                                    | a registration with something other than Keptn's JSON
            200 | {"id": null                           | a registration with something other than Keptn's JSON
            200 | {"id": "a/../b", "subscriptions": 1}  | a ping with something other than Keptn's JSON
            200 | {"id": "7"}                           | a ping with something other than Keptn's JSON
            200 | null                                  | a registration with something other than Keptn's JSON
            404 | 404 page not found                    | HTTP 404: 404 page not found; check sli-provider.control-plane.url
            500 | {"code": 500, "message": "no mongo"}  | HTTP 500: no mongo
            429 | {"code": 429, "message": "too many"}  | HTTP 429: too many
            302 | ``                                    | HTTP 302; check sli-provider.control-plane.url
            """)
    void it_goes_on(int status, String answer, String why) {
        this.status = status;
        this.answer = answer;
        begin();

        Eventually.await().until(() -> requests.get() > 2 || status == 302 && requests.get() > 0);
        Eventually.await().untilAsserted(() -> assertThat(registration.trouble().orElseThrow())
                .contains(why));
        assertThat(subscriptions.current()).hasSize(1);

        this.status = 200;
        this.answer = "{\"id\": \"7\", \"subscriptions\": []}";
        if (status != 302) {
            Eventually.await()
                    .untilAsserted(() -> assertThat(registration.trouble()).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | HTTP 400: incomplete
            401 | HTTP 401: a proxy in front of it requires credentials
            403 | HTTP 403: a proxy in front of it requires credentials
            """)
    void a_refusal_says_what_to_do_and_is_tried_again_slowly(int status, String why) {
        this.status = status;
        this.answer = "{\"message\": \"incomplete\"}";
        try (var log = new LogLines(Heartbeat.class)) {
            begin();
            Eventually.await().untilAsserted(() -> assertThat(log.lines()).hasSize(1));
            assertThat(log.lines().getFirst()).startsWith("WARN").contains(why);
        }
        assertThat(registration.trouble().orElseThrow()).contains(why);
        assertThat(requests).hasValue(1);
    }

    /** Otherwise the two would follow each other without a pause. */
    @Test
    void a_registration_that_is_unknown_as_soon_as_it_is_made_is_tried_again_with_pauses() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = "{\"id\": \"7\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        begin();

        await().pollDelay(Duration.ofMillis(500)).until(() -> requests.get() > 3);
        assertThat(requests.get()).isLessThan(20);
    }

    private void begin() {
        ControlPlaneConfig config = ControlPlaneSettings.with(
                "url", "http://localhost:" + server.getAddress().getPort(), "ping-interval", "20ms");
        registration = new Registration(config, new ControlPlane(config, gateway), subscriptions, transports, gateway);
        registration.start();
    }
}
