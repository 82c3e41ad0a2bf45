package dev.sliprovider.keptnapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sliprovider.faults.Fault;
import dev.sliprovider.faults.FaultyPeer;
import dev.sliprovider.faults.HttpFaults;
import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.http.Tls;
import dev.sliprovider.waiting.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What bounds a request to Keptn's services, whatever they do. */
class ServiceClientTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private static Vertx vertx;

    private final AtomicInteger requests = new AtomicInteger();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_body_without_end_is_read_up_to_the_bound_and_no_further() throws Exception {
        try (var peer = peer("body-without-end")) {
            assertThatThrownBy(() -> client(LONG).send(get(peer)).await().atMost(LONG))
                    .hasMessageContaining("larger than 2097152 bytes")
                    .satisfies(
                            failure -> assertThat(ServiceFailure.why(failure)).contains("larger than 2097152 bytes"));
            closes(peer);
        }
    }

    @Test
    void a_body_as_large_as_it_may_be_is_kept_whole() throws Exception {
        String body = "x".repeat(1000);
        try (var peer = whole(body)) {
            assertThat(client(LONG).send(get(peer).atMost(1000)).await().atMost(LONG))
                    .isEqualTo(new ServiceResponse(200, body, Optional.empty()));
            assertThatThrownBy(() ->
                            client(LONG).send(get(peer).atMost(999)).await().atMost(LONG))
                    .hasMessageContaining("larger than 999 bytes");
        }
    }

    @Test
    void a_byte_at_a_time_is_not_waited_for_longer_than_silence() throws Exception {
        for (String fault :
                new String[] {"a-byte-at-a-time", "head-without-end", "continue-without-end", "black-hole"}) {
            try (var peer = peer(fault)) {
                assertThatThrownBy(() -> client(TIMEOUT).send(get(peer)).await().atMost(LONG))
                        .as(fault)
                        .satisfies(failure ->
                                assertThat(ServiceFailure.why(failure)).startsWith("no answer in time while "));
                closes(peer);
            }
        }
    }

    @Test
    void a_status_that_says_it_all_counts_although_the_body_does_not_come() throws Exception {
        for (String fault :
                new String[] {"head-only", "half-body", "body-without-end", "chunk-cut", "a-byte-at-a-time"}) {
            try (var peer = peer(fault)) {
                ServiceResponse answer =
                        client(TIMEOUT).send(get(peer).forStatus()).await().atMost(LONG);
                assertThat(answer).as(fault).isEqualTo(new ServiceResponse(200, "", Optional.empty()));
                closes(peer);
            }
        }
        assertThat(requests).hasValue(5);
    }

    @Test
    void who_stops_waiting_closes_the_connection() throws Exception {
        try (var peer = peer("half-body")) {
            var waiting = client(LONG).send(get(peer)).subscribe().with(answer -> {}, failure -> {});
            Eventually.await().until(() -> requests.get() == 1);
            waiting.cancel();
            closes(peer);
        }
    }

    /** Long before {@link FaultyPeer#PATIENCE} is over. */
    private static void closes(FaultyPeer peer) {
        await().atMost(Duration.ofSeconds(5)).until(() -> peer.leftOpen() == 0);
    }

    @Test
    void an_error_that_repeats_the_token_is_read_without_it() throws Exception {
        for (String repeated : List.of("tr0ub4dor-3", "\\u0074r0ub4dor-\\u0033")) {
            String body = "{\"code\":401,\"message\":\"unknown token <" + repeated + ">\"}";
            try (var peer = new FaultyPeer(
                    request -> Optional.empty(), request -> Fault.whole(401, body), ServerSocketFactory.getDefault())) {
                ServiceResponse answer = client(LONG)
                        .send(get(peer).with("x-token", "tr0ub4dor-3"))
                        .await()
                        .atMost(LONG);
                assertThat(answer.body()).isEqualTo("{\"code\":401,\"message\":\"unknown token <***>\"}");
            }
        }
    }

    private static FaultyPeer whole(String body) throws IOException {
        return new FaultyPeer(
                request -> Optional.empty(), request -> Fault.whole(200, body), ServerSocketFactory.getDefault());
    }

    private FaultyPeer peer(String name) throws IOException {
        Fault fault = HttpFaults.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new FaultyPeer(
                request -> {
                    requests.incrementAndGet();
                    return Optional.of(fault);
                },
                request -> "",
                ServerSocketFactory.getDefault());
    }

    private static ServiceRequest get(FaultyPeer peer) {
        return ServiceRequest.of(HttpMethod.GET, "http://" + peer.authority() + "/");
    }

    private static ServiceClient client(Duration timeout) {
        return new ServiceClient(
                new Connections(vertx),
                Authentication.NONE,
                timeout,
                new Route(Tls.USUAL, Optional.empty(), new Pool(timeout, 250, false)),
                Trust.KEPTN);
    }
}
