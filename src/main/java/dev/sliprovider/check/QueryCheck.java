package dev.sliprovider.check;

import dev.sliprovider.prometheus.Asked;
import dev.sliprovider.prometheus.Measurement;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.Share;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.PlannedQuery;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Sends a query in the same way as those of indicators, several times to measure the latency. */
final class QueryCheck {

    private static final String QUERY = "vector(1)";
    private static final int TIMES = 5;
    private static final String REMEDY = "look at the server and any proxy before it";

    private QueryCheck() {}

    /** A query with its response and duration. */
    record Timed(PlannedQuery.Ready query, Asked asked, Duration took) {

        IndicatorValue value() {
            return new Measurement(query, asked.server(), took).of(asked.result());
        }
    }

    static Uni<Finding> value(ServerProbe probe) {
        return ask(probe, Deadline.in(probe.timeout())).map(timed -> finding(Step.QUERY, timed));
    }

    private static Uni<Timed> ask(ServerProbe probe, Deadline deadline) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            var query = new PlannedQuery.Ready("check", QUERY, Instant.now());
            return probe.means()
                    .client()
                    .query(probe.endpoint(), QUERY, query.at(), deadline, new Share(probe.project()))
                    .map(asked -> new Timed(query, asked, Duration.ofNanos(System.nanoTime() - began)));
        });
    }

    static Finding finding(Step step, Timed timed) {
        if (timed.asked().result() instanceof Failed(var failure)) {
            return Finding.failed(step, failure, REMEDY);
        }
        return switch (timed.value()) {
            case Missing missing -> Finding.failed(step, missing.cause(), REMEDY);
            case Measured measured
            when measured.value() != 1 -> Finding.failed(step, QUERY + " is " + measured.value() + ", not 1", REMEDY);
            case Measured measured
            when !measured.warnings().isEmpty() ->
                Finding.warning(
                        step,
                        QUERY + " is 1, but the server warns: " + String.join("; ", measured.warnings()),
                        "look into the cause of the warning");
            case Measured measured -> Finding.ok(step, QUERY + " is 1");
        };
    }

    /** Sends as many queries as the time allows, at least one. */
    static Uni<Finding> latency(ServerProbe probe) {
        var deadline = Deadline.in(probe.timeout());
        return Multi.createFrom()
                .iterable(IntStream.range(0, TIMES).boxed().toList())
                .onItem()
                .transformToUniAndConcatenate(
                        number -> number == 0 || deadline.left().isPositive()
                                ? ask(probe, deadline)
                                : Uni.createFrom().nullItem())
                .collect()
                .asList()
                .map(QueryCheck::latency);
    }

    private static Finding latency(List<Timed> all) {
        return all.stream()
                .filter(timed -> timed.asked().result() instanceof Failed)
                .findFirst()
                .map(timed -> finding(Step.LATENCY, timed))
                .orElseGet(() -> Finding.ok(
                        Step.LATENCY,
                        latencies(all.stream().map(Timed::took).sorted().toList())));
    }

    /** @param sorted at least one */
    static String latencies(List<Duration> sorted) {
        return "median " + Durations.text(sorted.get(sorted.size() / 2)) + ", slowest "
                + Durations.text(sorted.getLast()) + " of " + sorted.size() + " queries";
    }
}
