package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.endpoint.Reply.Answered;
import dev.sliprovider.endpoint.Reply.Unanswered;
import dev.sliprovider.endpoint.RequestFailure.Kind;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.GuardedPrometheus;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        var config = new SmallRyeConfigBuilder()
                .withMapping(PrometheusConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .build()
                .getConfigMapping(PrometheusConfig.class);
        connections = new Connections(vertx, config);
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
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

    private static Request request(GuardedPrometheus prometheus) throws Exception {
        return new Request(
                HttpMethod.POST,
                URI.create(prometheus.url() + "/api/v1/query"),
                List.of(),
                Optional.of("query=a"),
                Duration.ofSeconds(20),
                new Tls(Optional.of(Files.readString(authority.ca())), Optional.empty(), Optional.empty(), false),
                Optional.empty());
    }

    private static List<Reply> many(int count, Request request) {
        return Uni.join()
                .all(IntStream.range(0, count)
                        .mapToObj(number -> connections.send(request))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
