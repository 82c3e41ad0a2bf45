package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a real Prometheus can prove: its answers, its errors, its silence. */
@QuarkusTest
@WithTestResource(RealPrometheus.class)
class RealPrometheusTest {

    @TestHTTPResource("/events")
    URI events;

    @ParameterizedTest
    @CsvSource({
        "throughput, 11",
        "error_rate, 0.09090909090909091",
        "response_time_p50, 55.55555555555556",
        "response_time_p90, 100",
        "response_time_p95, 150",
        "evaluation_time, 1709629890.9",
        "window_in_seconds, 601",
        "scalar, 2.5",
        "zero, 0",
        "traffic_without_errors, 0"
    })
    void indicator_has_the_known_value(String indicator, double expected) throws Exception {
        JsonNode entry = ask(List.of(indicator)).at("/data/get-sli/indicatorValues/0");

        assertThat(entry.path("success").asBoolean()).as(entry.toString()).isTrue();
        assertThat(entry.path("value").asDouble()).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    no_such_metric     | no data
                    two_series         | 2 series ({__name__="queue_depth",queue="a"}, {__name__="queue_depth",queue="b"})
                    not_a_number       | NaN
                    plus_infinity      | +Inf
                    minus_infinity     | -Inf
                    range_vector       | range vector
                    text               | the string "hello"
                    wrong_syntax       | 1:5: parse error: unclosed left parenthesis
                    wrong_at_run_time  | execution: found duplicate series
                    """)
    void indicator_has_no_value_and_the_message_says_why(String indicator, String why) throws Exception {
        JsonNode entry = ask(List.of(indicator)).at("/data/get-sli/indicatorValues/0");

        assertThat(entry.path("success").asBoolean()).as(entry.toString()).isFalse();
        assertThat(entry.path("message").asText()).startsWith(indicator + ": ").contains(why, "http://127.0.0.1:");
    }

    @Test
    void hundred_indicators_at_once_keep_their_order() throws Exception {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "n" + i).toList();

        JsonNode entries = ask(names).at("/data/get-sli/indicatorValues");

        assertThat(entries.valueStream().map(entry -> entry.path("metric").asText()))
                .isEqualTo(names);
        assertThat(entries.valueStream().map(entry -> entry.path("value").asInt()))
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void a_prometheus_that_hangs_is_answered_for_inside_the_deadline() throws Exception {
        RealPrometheus.signal("STOP");
        try {
            long began = System.nanoTime();
            JsonNode finished = ask(List.of("throughput", "zero"));
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(took).isLessThan(Duration.ofSeconds(4));
            assertThat(finished.at("/data/result").asText()).isEqualTo("fail");
            assertThat(finished.at("/data/message").asText()).contains("timeout: throughput, zero");
        } finally {
            RealPrometheus.signal("CONT");
        }
        assertThat(ask(List.of("zero")).at("/data/result").asText()).isEqualTo("pass");
    }

    private JsonNode ask(List<String> indicators) throws Exception {
        return RealEvent.finished(events, "catalog", indicators);
    }
}
