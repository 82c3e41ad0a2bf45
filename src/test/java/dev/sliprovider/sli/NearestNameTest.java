package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> NAMES =
            List.of("throughput", "error_rate", "response_time_p50", "response_time_p95");

    @ParameterizedTest
    @CsvSource({
        "throughput,        throughput",
        "Throughput,        throughput",
        "troughput,         throughput",
        "thruoghput,        throughput",
        "errorrate,         error_rate",
        "ERROR-RATE,        error_rate",
        "response_time_p59, response_time_p50",
        "response_time_p9,  response_time_p95",
        "responsetimep95,   response_time_p95",
        "latency,           none",
        "x,                 none",
        "'',                none",
    })
    void finds_what_was_meant_if_the_slip_is_small(String written, String meant) {
        assertThat(NearestName.to(written, NAMES).orElse("none")).isEqualTo(meant);
    }

    @Test
    void without_candidates_nothing_is_meant() {
        assertThat(NearestName.to("a", List.of())).isEmpty();
    }
}
