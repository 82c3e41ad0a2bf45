package dev.sliprovider.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {

    private static final List<String> NAMES = List.of(
            "go_goroutines",
            "http_server_requests_seconds_count",
            "http_requests_total",
            "process_cpu_seconds_total",
            "queue_depth",
            "up");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http_request_total  | http_requests_total, http_server_requests_seconds_count
            queue_dept          | queue_depth
            depth_of_queue      | queue_depth
            upp                 | up
            """)
    void names_of_the_same_words_are_near(String name, String expected) {
        assertThat(NearNames.of(name, NAMES)).contains(expected);
    }

    @Test
    void units_and_endings_make_nothing_alike() {
        assertThat(NearNames.of("payment_seconds_total", NAMES)).isEmpty();
    }

    @Test
    void among_very_many_the_nearest_is_found() {
        List<String> many = IntStream.range(0, 10_000)
                .mapToObj(i -> i == 9_999 ? "shop_orders_total" : "metric_" + i)
                .toList();
        assertThat(NearNames.of("shop_order_total", many)).contains("shop_orders_total");
    }

    @Test
    void few_values_are_shown_the_nearest_first() {
        List<String> many = IntStream.range(0, 10_000).mapToObj(i -> "pod-" + i).toList();
        assertThat(NearNames.valuesBeside("pod-7x", many))
                .startsWith("\"pod-7\", \"pod-0\", ")
                .endsWith(" and 9992 more");
    }
}
