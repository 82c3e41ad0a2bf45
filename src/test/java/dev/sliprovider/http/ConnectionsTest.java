package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sliprovider.http.ConnectionFailure.Kind;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpReply.Unanswered;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent and heard over the wire. */
class ConnectionsTest {

    @TempDir
    static Path folder;

    private static Authority authority;
    private static Vertx vertx;
    private static Connections connections;

    @BeforeAll
    static void open() throws Exception {
        authority = Authority.in(folder.resolve("ca"));
        vertx = Vertx.vertx();
        connections = new Connections(vertx);
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The status has arrived, whatever comes in the same packet; a request that is sent again would be a second answer. */
    @Test
    void a_status_counts_although_the_packet_of_the_head_breaks_the_connection() throws Exception {
        int requests = 400;
        try (var threads = Executors.newCachedThreadPool();
                var server = new ServerSocket(0, requests, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                while (!server.isClosed()) {
                    serve(server, threads);
                }
            });
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            var route = new Route(Tls.USUAL, Optional.empty(), new Pool(Duration.ofSeconds(20), 20, false));
            var request = HttpRequest.get(address, List.of(), new Limits(Duration.ofSeconds(20), 1_000, true), route);
            List<Uni<HttpReply>> replies = IntStream.range(0, requests)
                    // Each thread has an event loop of its own, as the threads of the workers have.
                    .mapToObj(i -> connections.send(request).runSubscriptionOn(threads))
                    .toList();
            assertThat(Uni.join().all(replies).andCollectFailures().await().atMost(Eventually.LIMIT))
                    .allSatisfy(reply -> assertThat(reply).isInstanceOf(Answered.class));
        }
    }

    /** The second response of each connection breaks it: by then it is used by requests of other threads, too. */
    private static void serve(ServerSocket server, ExecutorService threads) {
        try {
            Socket client = server.accept();
            threads.execute(() -> {
                try (client) {
                    readHead(client);
                    write(client, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                    readHead(client);
                    write(client, "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nlots\r\n{}");
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client has closed the connection.
                }
            });
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void readHead(Socket client) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = client.getInputStream().read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void many_at_once_are_answered_over_http_2() throws Exception {
        try (var prometheus = new GuardedPrometheus()
                .tls(authority.issue("server", "127.0.0.1"))
                .start()) {
            assertThat(many(50, request(prometheus))).allSatisfy(reply -> assertThat(reply)
                    .isInstanceOfSatisfying(Answered.class, answer -> assertThat(answer.version())
                            .isEqualTo(HttpVersion.HTTP_2)));
        }
    }

    @Test
    void each_of_many_is_told_that_there_is_no_connection() throws Exception {
        var nobody = new GuardedPrometheus()
                .tls(authority.issue("nobody", "127.0.0.1"))
                .start();
        nobody.stop();
        assertThat(many(16, request(nobody)))
                .allSatisfy(reply -> assertThat(reply).isInstanceOfSatisfying(Unanswered.class, none -> assertThat(
                                none.failure().kind())
                        .isEqualTo(Kind.CONNECTION_REFUSED)));
        nobody.close();
    }

    /** The alert of TLS 1.3 comes when the handshake is over for the client. */
    @Test
    void a_server_that_wants_to_know_its_clients_is_told_apart_every_time() throws Exception {
        try (var prometheus = new GuardedPrometheus()
                .mutualTls(authority.issue("mutual", "127.0.0.1"), authority.ca())
                .start()) {
            for (int i = 0; i < 10; i++) {
                assertThat(many(3, request(prometheus))).allSatisfy(reply -> assertThat(reply)
                        .isInstanceOfSatisfying(
                                Unanswered.class,
                                none -> assertThat(none.failure().kind()).isEqualTo(Kind.CLIENT_CERTIFICATE_NEEDED)));
            }
        }
    }

    @Test
    void large_answers_that_wait_for_room_hold_up_no_small_one_of_the_same_connection() throws Exception {
        String text = "x".repeat(1 << 20);
        try (var prometheus = new GuardedPrometheus()
                .tls(authority.issue("large", "127.0.0.1"))
                .answer(asked -> asked.parameter("query").equals("large") ? Answer.json(200, text) : Answer.value(7))
                .start()) {
            var room = BodyBudget.of(0);
            var before = room.begin(0, () -> {});
            before.take(1);
            var one = new Connections(vertx, room);
            one.send(request(prometheus)).await().atMost(Eventually.LIMIT);
            List<CompletableFuture<HttpReply>> large = IntStream.range(0, 8)
                    .mapToObj(number ->
                            one.send(request(prometheus, "large")).subscribe().asCompletionStage())
                    .toList();
            await().until(() -> prometheus.queries().size() == 9);

            for (int i = 0; i < 5; i++) {
                HttpReply small = one.send(request(prometheus)).await().atMost(Eventually.LIMIT);
                assertThat(small).isInstanceOfSatisfying(Answered.class, answer -> {
                    assertThat(answer.text()).contains("\"7.0\"");
                    assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
                });
            }
            assertThat(large).noneMatch(CompletableFuture::isDone);
            before.end();
            assertThat(large).allSatisfy(reply -> assertThat(reply.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.body()).hasSize(text.length())));
        }
    }

    @Test
    void connections_in_use_are_not_closed_however_long_an_answer_takes() throws Exception {
        var asked = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/slow", exchange -> {
                asked.countDown();
                try {
                    answers.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.createContext("/quick", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            var one = new Connections(vertx, BodyBudget.of(1 << 20), Duration.ZERO);
            CompletableFuture<HttpReply> slow =
                    one.send(plain(server, "/slow", 1)).subscribe().asCompletionStage();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            for (int size = 2; size < 5; size++) {
                assertThat(one.send(plain(server, "/quick", size)).await().atMost(Eventually.LIMIT))
                        .isInstanceOf(Answered.class);
            }
            assertThat(slow).isNotDone();
            answers.countDown();
            assertThat(slow.get(20, TimeUnit.SECONDS)).isInstanceOf(Answered.class);
        } finally {
            server.stop(0);
        }
    }

    /** @param size of the pool: requests of different sizes share no connections */
    private static HttpRequest plain(HttpServer server, String path, int size) {
        return HttpRequest.get(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path),
                List.of(),
                new Limits(Duration.ofSeconds(20), 1_000),
                new Route(Tls.USUAL, Optional.empty(), new Pool(Duration.ofSeconds(20), size, false)));
    }

    private static HttpRequest request(GuardedPrometheus prometheus) {
        return request(prometheus, "a");
    }

    private static HttpRequest request(GuardedPrometheus prometheus, String query) {
        return HttpRequest.form(
                URI.create(prometheus.url() + "/api/v1/query"),
                List.of(),
                ("query=" + query).getBytes(StandardCharsets.US_ASCII),
                new Limits(Duration.ofSeconds(20), 4 << 20),
                new Route(
                        new Tls(Optional.of(ca()), Optional.empty(), Optional.empty(), false),
                        Optional.empty(),
                        new Pool(Duration.ofSeconds(20), 16, true)));
    }

    private static String ca() {
        try {
            return Files.readString(authority.ca());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<HttpReply> many(int count, HttpRequest request) {
        return Uni.join()
                .all(IntStream.range(0, count)
                        .mapToObj(number -> connections.send(request))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Eventually.LIMIT);
    }
}
