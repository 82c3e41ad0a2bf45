package dev.sliprovider.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.sli.Timeframe;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRangesTest {

    private static final Instant END = Instant.parse("2026-01-01T00:10:00Z");
    private static final Timeframe WINDOW = new Timeframe(END.minusSeconds(600), END);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sum(rate(x{a="b"}[600s]))                       | {__name__="x",a="b"}[600000ms]            | 0     | true
            avg(avg_over_time(x[5m] offset 1h))             | {__name__="x"}[300000ms]                  | -3600 | false
            x                                               | {__name__="x"}[600000ms]                  | 0     | false
            x offset 5m                                     | {__name__="x"}[600000ms]                  | -300  | false
            max_over_time(rate(x[1m])[10m:15s])             | {__name__="x"}[660000ms]                  | 0     | true
            increase(x[5m] @ 1767225900)                    | {__name__="x"}[300000ms]                  | -300  | true
            increase(x[5m] @ end())                         | {__name__="x"}[300000ms]                  | 0     | true
            histogram_quantile(0.9, rate(d_bucket[1m]))     | {__name__="d_bucket",le="+Inf"}[60000ms]  | 0     | true
            rate(d_bucket{le="1"}[1m])                      | {__name__="d_bucket",le="1"}[60000ms]     | 0     | true
            irate({__name__="x",a=~"b.\\"c"}[1m])           | {__name__="x",a=~"b.\\"c"}[60000ms]       | 0     | true
            """)
    void a_selector_is_found_with_its_range_and_its_moment(
            String query, String samples, long secondsAfterEnd, boolean isCounter) {
        assertThat(ReadRanges.of(query, WINDOW)).singleElement().satisfies(range -> {
            assertThat(range.samples()).isEqualTo(samples);
            assertThat(range.end()).isEqualTo(END.plusSeconds(secondsAfterEnd));
            assertThat(range.isCounter()).isEqualTo(isCounter);
        });
    }

    @Test
    void all_selectors_are_found_once() {
        assertThat(ReadRanges.of(
                        "sum(rate(a[1m])) / (sum(rate(a[1m])) + sum(rate(b[1m]))) or topk(scalar(c), d)", WINDOW))
                .extracting(ReadRange::name)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void what_cannot_be_read_reads_nothing() {
        assertThat(ReadRanges.of("sum(", WINDOW)).isEmpty();
        assertThat(ReadRanges.of("vector(1) + time()", WINDOW)).isEmpty();
    }
}
