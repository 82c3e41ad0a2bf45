package dev.sliprovider.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.sliprovider.controlplane.BusTransportProfile;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are longer, or have larger entries, than the memory has room for. */
@QuarkusTest
@TestProfile(BusTransportProfile.class)
class PagesTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long MOST_BYTES = 10_000;

    @Inject
    Gateway gateway;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> read = new ArrayList<>();
    private HttpServer server;
    private int entries = 250;
    private int width = 10;
    private String odd = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String query = exchange.getRequestURI().getPath();
            requests.add(query);
            String[] place = query.substring(1).split("/");
            byte[] body = (odd.isEmpty() ? page(Integer.parseInt(place[0]), Integer.parseInt(place[1])) : odd)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void all_pages_are_read_in_their_order() {
        assertThat(read(entry -> true)).isTrue();
        assertThat(read)
                .containsExactlyElementsOf(IntStream.range(0, 250).boxed().toList());
        assertThat(requests).containsExactly("/0/100", "/100/100", "/200/100");
    }

    @Test
    void of_entries_that_make_a_page_too_large_fewer_are_asked_for_at_a_time() {
        entries = 12;
        width = 1_500;
        assertThat(read(entry -> true)).isTrue();
        assertThat(read)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
        assertThat(requests).startsWith("/0/100", "/0/10", "/0/1", "/1/1").hasSize(14);
    }

    @Test
    void an_entry_that_is_too_large_alone_is_told() {
        width = 10_001;
        assertThatThrownBy(() -> read(entry -> true))
                .isInstanceOf(Pages.UnreadableException.class)
                .hasMessageContaining("larger than 10000 bytes");
    }

    @Test
    void when_it_is_enough_no_further_page_is_asked_for() {
        assertThat(read(entry -> entry.path("n").asInt() < 120)).isFalse();
        assertThat(read).hasSize(121);
        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"events\": null}", "{\"totalCount\": {\"a\": [1]}, \"nextPageKey\": null, \"events\": []}"})
    void a_list_without_entries_is_empty(String page) {
        odd = page;
        assertThat(read(entry -> true)).isTrue();
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "7", "{\"events\": {}}", "{\"events\": [", "{\"events\": [{}", "<html>"})
    void what_is_no_list_is_told(String page) {
        odd = page.isEmpty() ? " " : page;
        assertThatThrownBy(() -> read(entry -> true))
                .isInstanceOf(Pages.UnreadableException.class)
                .hasMessageContaining("check KEPTN_API_ENDPOINT");
    }

    private boolean read(Predicate<JsonNode> goesOn) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var pages = new Pages(gateway, base, gateway.client(base, LONG), MOST_BYTES);
        return pages.each(new Pages.Listing(
                        "events", (key, size) -> "/" + (key.isEmpty() ? "0" : key) + "/" + size, entry -> {
                            read.add(entry.json().path("n").asInt());
                            return goesOn.test(entry.json());
                        }))
                .await()
                .atMost(Eventually.LIMIT);
    }

    private String page(int from, int size) {
        int to = Math.min(entries, from + size);
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"n\":" + i + ",\"x\":\"" + "x".repeat(width) + "\"}")
                .collect(Collectors.joining(
                        ",", "{\"events\":[", "],\"nextPageKey\":\"" + (to < entries ? to : 0) + "\"}"));
    }
}
