package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sliprovider.waiting.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the headers of a request may take, over a real socket. */
class RequestHeadsTest {

    private static final Duration WITHIN = Duration.ofMillis(600);
    /** A pause between two bytes, which is the subject. */
    private static final long PAUSE = WITHIN.toMillis() / 6;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void listen() {
        var heads = new RequestHeads(vertx, WITHIN);
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            heads.arrived(context);
            vertx.setTimer(2 * WITHIN.toMillis(), late -> context.response().end("done\n"));
        });
        server = vertx.createHttpServer().requestHandler(router);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        heads.guard();
        Eventually.await().until(this::isGuarded);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void headers_that_come_byte_by_byte_are_ended() throws Exception {
        long began = System.nanoTime();
        try (Socket client = connect()) {
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> trickle(client, "x".repeat(100)));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WITHIN.multipliedBy(8));
    }

    @Test
    void a_slow_answer_and_a_slow_body_are_not_touched_and_the_next_headers_are_bounded_again() throws Exception {
        try (Socket client = connect()) {
            send(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n");
            trickle(client, "x".repeat(6));
            assertThat(line(client)).isEqualTo("HTTP/1.1 200 OK");
            // Idle for longer than the headers may take.
            Thread.sleep(2 * WITHIN.toMillis());
            send(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Thread.sleep(3 * WITHIN.toMillis());
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> trickle(client, "x".repeat(100)));
        }
    }

    /** Bytes without an end are closed only if the port is guarded. */
    private boolean isGuarded() {
        try (Socket client = connect()) {
            client.setSoTimeout((int) (3 * WITHIN.toMillis()));
            send(client, "G");
            return client.getInputStream().read() < 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void trickle(Socket client, String text) throws IOException, InterruptedException {
        for (int i = 0; i < text.length(); i++) {
            send(client, text.substring(i, i + 1));
            Thread.sleep(PAUSE);
        }
    }

    private static String line(Socket client) throws IOException {
        var line = new StringBuilder();
        for (int c = client.getInputStream().read();
                c >= 0 && c != '\r';
                c = client.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
