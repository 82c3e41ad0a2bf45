package dev.sliprovider.prometheus;

import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.PlannedQuery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it takes to read what Prometheus answers; run by {@code ./dev bench --core}. */
@State(Scope.Benchmark)
public class QueryAnswerBenchmark {

    private static final byte[] BODY = ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                    + "[{\"metric\":{\"job\":\"cart-shop-dev\",\"instance\":\"10.0.0.7:8080\"},"
                    + "\"value\":[1709629890.9,\"0.0319732441471572\"]}]}}")
            .getBytes(StandardCharsets.UTF_8);
    private static final Measurement MEASUREMENT =
            new Measurement(new PlannedQuery.Ready("i", "up", Instant.EPOCH), "http://p", Duration.ZERO);

    /** Of the event: so many answers are read. */
    @Param({"1", "20", "100"})
    public int indicators;

    /** From the bytes of each answer to its value. */
    @Benchmark
    public List<IndicatorValue> parse() {
        var values = new ArrayList<IndicatorValue>(indicators);
        for (int i = 0; i < indicators; i++) {
            values.add(MEASUREMENT.of(QueryAnswer.read(200, BODY, Optional.empty())));
        }
        return values;
    }
}
