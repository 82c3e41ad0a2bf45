package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.Tls;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyOffsetTest {

    private static final URI SERVER = URI.create("http://victoria:8428");
    private static final String COUNTED = "{\"status\":\"success\",\"data\":{},\"stats\":{\"seriesFetched\":\"1\"}}";

    private final LatencyOffset latency = new LatencyOffset();

    @Test
    void a_recent_query_is_exact_as_soon_as_an_answer_shows_what_the_server_is() {
        InstantQuery query = query(Duration.ofSeconds(2), "");
        assertThat(latency.exact(query, SERVER).form(Duration.ofSeconds(1))).doesNotContain("nocache");
        assertThat(latency.mayBeEarly(query, SERVER, answered(COUNTED))).isTrue();
        InstantQuery exact = latency.exact(query, SERVER);
        assertThat(exact.form(Duration.ofSeconds(1))).endsWith("&nocache=1");
        assertThat(latency.mayBeEarly(exact, SERVER, answered(COUNTED))).isFalse();
        assertThat(latency.exact(query, URI.create("http://other")).isExact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"data\":{\"isPartial\":1,\"stats\":{\"seriesFetched\":\"1\"}}}",
                "{\"status\":\"success\",\"stats\":{\"timings\":{\"seriesFetched\":1}}}",
                "[]",
                "<html>",
                ""
            })
    void other_servers_are_asked_as_they_were(String body) {
        InstantQuery query = query(Duration.ofSeconds(2), "");
        assertThat(latency.mayBeEarly(query, SERVER, answered(body))).isFalse();
        assertThat(latency.exact(query, SERVER).isExact()).isFalse();
    }

    @Test
    void an_old_window_is_not_evaluated_early() {
        assertThat(latency.mayBeEarly(query(Duration.ofMinutes(6), ""), SERVER, answered(COUNTED)))
                .isFalse();
    }

    @Test
    void a_parameter_of_the_endpoint_is_enough() {
        assertThat(latency.mayBeEarly(query(Duration.ofSeconds(2), "nocache=1"), SERVER, answered(COUNTED)))
                .isFalse();
        assertThat(latency.mayBeEarly(query(Duration.ofSeconds(2), "nocache=0"), SERVER, answered(COUNTED)))
                .isTrue();
    }

    private static InstantQuery query(Duration age, String parameters) {
        var endpoint = new PrometheusEndpoint(
                List.of(),
                new Credentials.None(),
                List.of(),
                Parameter.read(parameters),
                new Tls(Optional.empty(), Optional.empty(), Optional.empty(), false),
                List.of());
        return new InstantQuery(endpoint, "up", Instant.now().minus(age).toEpochMilli());
    }

    private static Answered answered(String body) {
        return new Answered(200, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8), HttpVersion.HTTP_1_1);
    }
}
