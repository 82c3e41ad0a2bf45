package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.waiting.Eventually;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses on their way from a text to the request line and the header Host, over real sockets. */
class AddressesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                   | /
            /                    | /
            ?a=b                 | /?a=b
            /prometheus/a%2Fb    | /prometheus/a%2Fb
            /x%252Fy?q=a%20b&c=+ | /x%252Fy?q=a%20b&c=+
            /ü?x=%C3%BC          | /%C3%BC?x=%C3%BC
            //double//slash/     | //double//slash/
            /a;v=1/../b          | /a;v=1/../b
            /x#fragment          | /x
            """)
    void path_and_query_are_sent_as_they_are_written(String written, String sent) throws Exception {
        HttpServer server = echo(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            URI address =
                    URI.create(HttpAddress.parse("http://" + host + written).toASCIIString());
            assertThat(get(address, Tls.USUAL)).isEqualTo(host + " " + sent);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_ipv6_address_is_reached_with_and_without_tls(@TempDir Path folder) throws Exception {
        HttpServer plain = echo(HttpServer.create(new InetSocketAddress(InetAddress.getByName("::1"), 0), 0));
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("::1"), 0), 0);
        Authority authority = Authority.in(folder);
        secure.setHttpsConfigurator(
                new HttpsConfigurator(authority.issue("v6", "::1").context()));
        echo(secure);
        try {
            String host = "[::1]:" + plain.getAddress().getPort();
            assertThat(get(URI.create("http://" + host + "/x"), Tls.USUAL)).isEqualTo(host + " /x");
            String other = "[::1]:" + secure.getAddress().getPort();
            var trusted =
                    new Tls(Optional.of(Files.readString(authority.ca())), Optional.empty(), Optional.empty(), false);
            assertThat(get(URI.create("HTTPS://user:tr0ub4dor@" + other + "/x"), trusted))
                    .isEqualTo(other + " /x");
        } finally {
            plain.stop(0);
            secure.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:80",
                "//host",
                "ftp://host",
                "http:/x",
                "http:host",
                "http://",
                "http://:80",
                "http://a b",
                "http://h:65536",
                "http://h:-1",
                "http://h:x",
                "http://[::1",
                "http://[x]",
                "http://a$b"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpAddress.parse(text));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpAddress.read("the setting", text))
                .withMessageStartingWith("the setting cannot be used");
    }

    @Test
    void an_address_is_shown_without_credentials_and_query() {
        assertThat(HttpAddress.describe(URI.create("https://u:tr0ub4dor@a_b:9/x?y=tr0ub4dor")))
                .isEqualTo("https://a_b:9/x");
        assertThat(HttpAddress.segment("a/b c%")).isEqualTo("a%2Fb%20c%25");
    }

    private static <S extends HttpServer> S echo(S server) {
        server.createContext("/", exchange -> {
            String said = exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestURI().toASCIIString();
            byte[] body = said.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String get(URI address, Tls tls) {
        var route = new Route(tls, Optional.empty(), new Pool(LONG, 4, true));
        HttpReply reply = new Connections(vertx)
                .send(HttpRequest.get(address, List.of(), new Limits(LONG, 10_000), route))
                .await()
                .atMost(Eventually.LIMIT);
        return reply instanceof Answered answer ? answer.text() : reply.toString();
    }
}
