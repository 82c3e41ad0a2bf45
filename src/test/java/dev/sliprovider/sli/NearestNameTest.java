package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    /** Each with each takes a minute and more; an event may have a thousand such names, and a short deadline. */
    @Test
    @Timeout(20)
    void what_is_too_long_or_one_of_too_many_is_no_slip() {
        List<String> many =
                IntStream.range(0, 500).mapToObj(i -> "indicator_" + i).toList();
        String oneMore = "indicator_500";

        assertThat(NearestName.to("x".repeat(900_000), many)).isEmpty();
        assertThat(NearestName.to("indicatr_7", many)).contains("indicator_7");
        assertThat(NearestName.to(
                        "indicatr_7",
                        Stream.concat(many.stream(), Stream.of(oneMore)).toList()))
                .isEmpty();
    }

    @Test
    void without_candidates_nothing_is_meant() {
        assertThat(NearestName.to("a", List.of())).isEmpty();
    }
}
