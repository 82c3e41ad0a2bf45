package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may do with the body of a request, over a real socket. */
class EventBodyTest {

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration WHOLE = Duration.ofSeconds(2);
    private static final int ROOM = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final ArrivingBytes arriving = new ArrivingBytes(ROOM);
    private final List<Socket> clients = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() {
        var limits = new EventBody.Limits(TestBeans.config("max-size", "60000"), arriving, PAUSE, WHOLE);
        Router router = Router.router(vertx);
        var refusal = new Refusal();
        var bodies = new EventBodies(limits, refusal);
        router.route().handler(context -> {
            if (!refusal.isClosing(context)) {
                EventPortFilter.coding(context.request())
                        .ifPresentOrElse(problem -> refusal.send(context, problem), () -> bodies.read(
                                        context, body -> answer(context, body))
                                .subscribe()
                                .with(response -> response.send(context.response())));
            }
        });
        server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    private boolean isAllFree() {
        boolean isFree = arriving.take(ROOM, ROOM);
        if (isFree) {
            arriving.giveBack(ROOM);
        }
        return isFree;
    }

    private static Uni<EventResponse> answer(RoutingContext context, byte[] body) {
        String text = "read " + body.length + " bytes of " + context.request().path() + "\n";
        return Uni.createFrom().item(EventResponse.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_body_is_read_whole_and_the_connection_is_used_again() throws IOException {
        Socket client = connect();
        send(client, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
        send(client, "cdePOST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        send(client, "GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(rest(client)).contains("read 5 bytes of /a", "read 3 bytes of /b", "read 0 bytes of /c");
    }

    @Test
    void a_client_that_expects_to_be_told_to_go_on_is_told() throws IOException {
        Socket client = connect();
        send(
                client,
                "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
        assertThat(new String(client.getInputStream().readNBytes(21), StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 100 Continue");
        send(client, "ab");
        assertThat(rest(client)).contains("read 2 bytes of /a");
    }

    @Test
    void a_body_that_stops_ends_in_408_and_the_connection_is_closed() throws IOException {
        Socket client = connect();
        send(client, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc");
        assertThat(rest(client)).startsWith("HTTP/1.1 408 ").contains("no byte of its body", "send the request again");
    }

    @Test
    void a_body_that_comes_byte_by_byte_ends_in_408_as_well() throws Exception {
        Socket client = connect();
        send(client, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n");
        long began = System.nanoTime();
        while (client.getInputStream().available() == 0 && System.nanoTime() - began < 10 * WHOLE.toNanos()) {
            send(client, "a");
            // The pace of the client: shorter than the maximum pause.
            Thread.sleep(PAUSE.toMillis() / 4);
        }
        assertThat(rest(client)).startsWith("HTTP/1.1 408 ").contains("has not arrived within 2 s");
    }

    @Test
    void unfinished_bodies_leave_room_for_small_ones() throws IOException {
        for (int i = 0; i < 2; i++) {
            send(connect(), "POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(49_000));
        }
        Socket third = connect();
        send(third, "POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(49_000));
        assertThat(rest(third)).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1");
        Socket small = connect();
        send(small, "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
        assertThat(rest(small)).contains("read 3 bytes of /small");
    }

    @Test
    void what_a_stopped_or_closed_body_has_taken_is_free_again() throws Exception {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 2; i++) {
                Socket client = connect();
                send(client, "POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(45_000));
                if (round % 2 == 0) {
                    Eventually.await().until(() -> !isAllFree());
                    client.close();
                    Eventually.await().until(this::isAllFree);
                } else {
                    assertThat(rest(client)).startsWith("HTTP/1.1 408 ");
                }
            }
            Eventually.await().until(this::isAllFree);
        }
        Socket whole = connect();
        send(whole, "POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\nConnection: close\r\n\r\n");
        send(whole, "x".repeat(60_000));
        assertThat(rest(whole)).contains("read 60000 bytes of /large");
    }

    @Test
    void a_chunked_body_that_grows_too_large_is_refused_while_it_comes() throws IOException {
        Socket client = connect();
        send(client, "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 7; i++) {
            send(client, Integer.toHexString(10_000) + "\r\n" + "x".repeat(10_000) + "\r\n");
        }
        assertThat(rest(client)).startsWith("HTTP/1.1 413 ");
    }

    /** RFC 9112, 6.1 and 6.3: what follows is not taken for the next request. */
    @Test
    void another_transfer_coding_is_refused_and_the_connection_closed() throws IOException {
        are(
                "HTTP/1.1 501 ",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunkedx",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:");
        are(
                "HTTP/1.1 400 ",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked,",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
    }

    /** The library refuses these itself. */
    @Test
    void a_doubtful_length_has_one_answer() throws IOException {
        are(
                "HTTP/1.1 400 ",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Content-Length: 3\r\nTransfer-Encoding: chunked",
                "Content-Length: 3\r\nContent-Length: 4",
                "Content-Length: +3",
                "Content-Length: -3",
                "Content-Length: 3,4",
                "Content-Length: 0x3",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked");
    }

    private void are(String refused, String... headers) throws IOException {
        var sent = new LinkedHashMap<String, Socket>();
        for (String header : headers) {
            Socket client = connect();
            sent.put(header, client);
            send(
                    client,
                    "POST /a HTTP/1.1\r\nHost: x\r\n" + header
                            + "\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: y\r\n\r\n");
        }
        for (Map.Entry<String, Socket> each : sent.entrySet()) {
            String answer = rest(each.getValue());
            assertThat(answer).as(each.getKey()).startsWith(refused).doesNotContain("smuggled");
            assertThat(answer.split("HTTP/1\\.1 "))
                    .as("one answer to " + each.getKey())
                    .hasSize(2);
        }
    }

    private Socket connect() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        client.setSoTimeout(8_000);
        clients.add(client);
        return client;
    }

    private static void send(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It was refused already, as the answer says.
        }
    }

    /** @return what the server sends until it closes the connection */
    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
