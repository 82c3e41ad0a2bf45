package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.GetSliReply;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.SliTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to read an event and to write its answer; run by {@code ./dev bench --core}. */
@State(Scope.Benchmark)
public class EventBenchmark {

    private static final URI SOURCE = URI.create("prometheus-sli-provider");
    private static final String QUERY =
            "sum(rate(http_requests_total{job=\"cart-shop-dev\",handler=~\"/i.*\"}[600s])) or vector(0)";

    /** Of the event. */
    @Param({"1", "20", "100"})
    public int indicators;

    private byte[] json;
    private KeptnEvent event;
    private GetSliTriggered request;
    private List<IndicatorValue> values;
    private KeptnEvent finished;

    /** Every indicator has a value. */
    @Setup
    public void prepare() throws IOException {
        var mapper = new ObjectMapper();
        var triggered = (ObjectNode) mapper.readTree(
                Path.of("src/test/events/get-sli.triggered.json").toFile());
        var names = ((ObjectNode) triggered.at("/data/get-sli")).putArray("indicators");
        IntStream.range(0, indicators).forEach(i -> names.add("indicator_" + i));
        json = mapper.writeValueAsBytes(triggered);
        event = EventFormat.read(json);
        request = GetSliTriggered.from(event);
        values = IntStream.range(0, indicators)
                .<IndicatorValue>mapToObj(i -> new IndicatorValue.Measured(
                        "indicator_" + i, 0.25 + i, QUERY, List.of(), Duration.ofMillis(20)))
                .toList();
        finished = finish();
    }

    /** From the bytes of a triggered event to the task. */
    @Benchmark
    public SliTask read() {
        return GetSliTriggered.from(EventFormat.readFromBus(json, EventType::isTriggered))
                .toTask();
    }

    /** From the values to the finished event. */
    @Benchmark
    public KeptnEvent finish() {
        return new Replies(event, SOURCE).finished(GetSliReply.of(request, GetSliFinished.of(values, List.of())));
    }

    /** From the finished event to its bytes. */
    @Benchmark
    public byte[] write() {
        return EventFormat.write(finished);
    }
}
