package dev.sliprovider.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sliprovider.bench.LoadDriver.Load;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

    private static final Duration LATENCY = Duration.ofMillis(100);

    @Test
    void a_percentile_is_a_time_that_was_measured() {
        Latencies times = Latencies.of(
                IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray());

        assertThat(times.median()).isEqualTo(100);
        assertThat(times.p99()).isEqualTo(198);
        assertThat(times.worst()).isEqualTo(200);
        assertThat(Latencies.of(new double[] {7}).p99()).isEqualTo(7);
    }

    @Test
    void what_never_came_is_lost_and_not_fast() {
        Latencies times = Latencies.of(new double[] {Double.NaN, 3, Double.NaN});

        assertThat(times.lost()).isEqualTo(2);
        assertThat(times.percentile(30)).isEqualTo(3);
        assertThat(times.median()).isInfinite();
        assertThat(Latencies.of(new double[] {Double.NaN}).median()).isInfinite();
    }

    @Test
    void events_are_due_at_a_fixed_rate() {
        SendSchedule arrivals = SendSchedule.perSecond(400, Duration.ofSeconds(2));

        assertThat(arrivals.count()).isEqualTo(800);
        assertThat(arrivals.offset(0)).isZero();
        assertThat(arrivals.offset(400)).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(SendSchedule.atOnce(5).offset(4)).isZero();
    }

    @Test
    void a_rate_does_not_hold_when_more_comes_than_is_answered() {
        Duration query = Duration.ofMillis(20);
        // 500 a second for 2 s to somebody who answers 125 a second: the queue grows, and p99 is no more than twice the
        // median.
        Latencies queued = Latencies.of(
                IntStream.range(0, 1_000).mapToDouble(i -> 20 + i * 6.0).toArray());
        Latencies calm = Latencies.of(
                IntStream.range(0, 1_000).mapToDouble(i -> 25 + i % 10).toArray());
        Latencies lost = new Latencies(calm.sorted(), 1);

        assertThat(queued.p99()).isLessThan(2 * queued.median());
        assertThat(Throughput.holds(queued, query)).isFalse();
        assertThat(Throughput.holds(calm, query)).isTrue();
        assertThat(Throughput.holds(lost, query)).isFalse();
    }

    @Test
    void the_model_meets_what_was_measured_of_the_sequential_service() {
        assertThat(SequentialModel.timeToFinished(20, LATENCY).toMillis()).isCloseTo(2_020L, within(40L));
        assertThat(SequentialModel.timeToFinished(100, LATENCY).toMillis()).isCloseTo(10_170L, within(100L));
    }

    @Test
    void the_model_reads_five_secrets_a_second_after_a_burst_of_ten() {
        double alone = SequentialModel.timeToFinished(1, LATENCY).toNanos() / 1e6;
        Latencies burst = SequentialModel.timesToFinished(SendSchedule.atOnce(20), 1, LATENCY);
        Latencies slowly =
                SequentialModel.timesToFinished(SendSchedule.perSecond(5, Duration.ofSeconds(20)), 1, LATENCY);

        assertThat(burst.sorted()[9]).isCloseTo(alone, within(1e-6));
        assertThat(burst.sorted()[10]).isCloseTo(alone + 200, within(1e-6));
        assertThat(burst.worst()).isCloseTo(alone + 2_000, within(1e-6));
        assertThat(slowly.worst()).isCloseTo(alone, within(1e-6));
    }

    @Test
    void the_bound_is_one_query_for_each_round_of_the_limit() {
        assertThat(Bound.of(100, 0, LATENCY)).isEqualTo(LATENCY);
        assertThat(Bound.of(20, 20, LATENCY)).isEqualTo(LATENCY);
        assertThat(Bound.of(21, 20, LATENCY)).isEqualTo(LATENCY.multipliedBy(2));
    }

    @Test
    void time_counts_from_when_an_event_was_due_though_the_server_stood_still() throws Exception {
        Vertx vertx = Vertx.vertx();
        // Answers nothing until the last has come, then all.
        var waiting = new ArrayList<Runnable>();
        int events = 20;
        var server = vertx.createHttpServer().requestHandler(request -> {
            waiting.add(() -> request.response().end("sh.keptn.event.get-sli.finished \"success\":true"));
            if (waiting.size() == events) {
                waiting.forEach(Runnable::run);
            }
        });
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        var driver = new LoadDriver(port);

        Latencies times = driver.run(Load.of(new SendSchedule(events, Duration.ofMillis(10)), 1));

        driver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(times.lost()).isZero();
        assertThat(times.worst() - times.sorted()[0]).isGreaterThan(100);
        assertThat(times.worst()).isGreaterThanOrEqualTo(190);
    }

    @Test
    void the_backend_is_told_what_it_is_to_do() {
        Behaviour behaviour = Behaviour.of(20).limitedTo(3).withTail(10, 500).withFirst(Behaviour.NEVER);

        assertThat(Behaviour.read(behaviour.write())).isEqualTo(behaviour);
        assertThat(behaviour.latencyOf("query=bench_1%7Brun", 9)).isEqualTo(20);
        assertThat(behaviour.latencyOf("query=bench_1%7Brun", 10)).isEqualTo(500);
        assertThat(behaviour.latencyOf("query=bench_0%7Brun", 9)).isEqualTo(Behaviour.NEVER);
    }

    @Test
    void a_table_is_aligned_and_its_csv_keeps_the_cells() {
        var table = new Table("Times, ms", "what", "ms");
        table.row("one", 7.0);
        table.row("a, b", 123.45);

        assertThat(table.aligned()).isEqualTo("Times, ms\n  what     ms\n  one     7.0\n  a, b  123.5\n");
        assertThat(table.csv()).contains("\"Times, ms\",\"a, b\",123.5\n");
    }

    @Test
    void an_option_that_is_not_there_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--slow"))
                .withMessageContaining("--slow")
                .withMessageContaining("--quick");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--csv"));
    }

    @Test
    void a_file_that_cannot_be_written_is_told_before_anything_is_measured(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Options.of("--csv", folder.resolve("missing/bench.csv").toString()))
                .withMessageContaining("missing/bench.csv cannot be written");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--svg", folder.toString()))
                .withMessageContaining("--svg");
        assertThat(Options.of("--csv", folder.resolve("bench.csv").toString()).csv())
                .isPresent();
    }
}
