package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.QueryResult.Matrix;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.prometheus.QueryResult.Scalar;
import dev.sliprovider.prometheus.QueryResult.Text;
import dev.sliprovider.prometheus.QueryResult.Vector;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.sli.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MeasurementTest {

    private static final Duration TOOK = Duration.ofMillis(12);
    private static final Instant END = Instant.parse("2024-03-05T09:11:30.900Z");
    private static final String ENDPOINT = "http://localhost:9090";
    private static final List<String> WARNED = List.of("careful");

    @Test
    void one_sample_is_a_value() {
        assertThat(of(new Vector(List.of(new Sample.Float("{}", 0)), WARNED)))
                .isEqualTo(new Measured("p95", 0, "sum(\n  up)", WARNED, TOOK));
    }

    @Test
    void a_scalar_is_a_value() {
        assertThat(of(new Scalar(-1.5, WARNED))).isEqualTo(new Measured("p95", -1.5, "sum(\n  up)", WARNED, TOOK));
    }

    static Stream<Arguments> failures() {
        var series = new Sample.Float("{job=\"a\"}", 1);
        return Stream.of(
                Arguments.of(new Vector(List.of(), WARNED), Reason.NO_DATA, "the query returned no data"),
                Arguments.of(
                        new Vector(List.of(series, series), WARNED),
                        Reason.MANY_SERIES,
                        "2 series ({job=\"a\"}, {job=\"a\"})"),
                Arguments.of(
                        new Vector(List.of(new Sample.Histogram("{}")), WARNED),
                        Reason.NATIVE_HISTOGRAM,
                        "native histogram"),
                Arguments.of(
                        new Vector(List.of(new Sample.Float("{}", Double.NaN)), WARNED), Reason.NOT_A_NUMBER, "NaN"),
                Arguments.of(new Scalar(Double.NaN, WARNED), Reason.NOT_A_NUMBER, "NaN"),
                Arguments.of(new Scalar(Double.POSITIVE_INFINITY, WARNED), Reason.POSITIVE_INFINITY, "+Inf"),
                Arguments.of(new Scalar(Double.NEGATIVE_INFINITY, WARNED), Reason.NEGATIVE_INFINITY, "-Inf"),
                Arguments.of(new Matrix(3), Reason.RANGE_VECTOR, "range vector (3 series)"),
                Arguments.of(new Text("hi"), Reason.STRING_RESULT, "the string \"hi\""),
                Arguments.of(
                        new Failed(QueryFailure.Kind.QUERY_TIMEOUT.failure("too late")), Reason.TIMEOUT, "too late"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everything_else_is_a_reason(QueryResult result, Reason reason, String cause) {
        assertThat(of(result)).isInstanceOfSatisfying(Missing.class, missing -> {
            assertThat(missing.reason()).isEqualTo(reason);
            assertThat(missing.cause()).contains(cause);
            assertThat(missing.query()).contains("sum(\n  up)");
            assertThat(missing.took()).isEqualTo(TOOK);
            assertThat(missing.message())
                    .startsWith("p95: ")
                    .contains("[query sum( up) at 2024-03-05T09:11:30.900Z on http://localhost:9090]")
                    .endsWith(missing.warnings().isEmpty() ? "]" : "] Warning: careful");
        });
    }

    @Test
    void warnings_stay_with_a_vector_that_gives_no_value() {
        assertThat(of(new Vector(List.of(), WARNED)).warnings()).isEqualTo(WARNED);
        assertThat(of(new Scalar(Double.NaN, WARNED)).warnings()).isEqualTo(WARNED);
    }

    @Test
    void of_many_series_some_are_shown() {
        List<Sample> samples = IntStream.range(0, 1_000)
                .<Sample>mapToObj(i -> new Sample.Float("{i=\"" + i + "\"}", i))
                .toList();
        assertThat(((Missing) of(new Vector(samples, List.of()))).cause())
                .contains("1000 series ({i=\"0\"}, {i=\"1\"}, {i=\"2\"}, …)");
    }

    @Test
    void a_long_query_is_shortened_in_the_message_but_not_in_the_answer() {
        String promql = "x".repeat(10_000);
        var measurement = new Measurement(new PlannedQuery.Ready("a", promql, END), ENDPOINT, TOOK);
        var missing = (Missing) measurement.of(new Vector(List.of(), List.of()));
        assertThat(missing.message()).hasSizeLessThan(1_000);
        assertThat(missing.query()).isEqualTo(Optional.of(promql));
    }

    private static IndicatorValue of(QueryResult result) {
        return new Measurement(new PlannedQuery.Ready("p95", "sum(\n  up)", END), ENDPOINT, TOOK).of(result);
    }
}
