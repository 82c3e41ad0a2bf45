package dev.sliprovider.check;

import dev.sliprovider.prometheus.FairShare;
import dev.sliprovider.prometheus.Measurement;
import dev.sliprovider.prometheus.QueryResponse;
import dev.sliprovider.prometheus.QueryResult.Failed;
import dev.sliprovider.prometheus.ServerClock;
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
    private static final String TIME = "time()";
    private static final double MILLIS = 1000;
    private static final int TIMES = 5;
    private static final String REMEDY = "look at the server and any proxy before it";

    private QueryCheck() {}

    /** A query and its response. */
    record Asked(PlannedQuery.Ready query, QueryResponse response) {

        IndicatorValue value() {
            return Measurement.of(query, response);
        }
    }

    /** Queries the time, too: VictoriaMetrics may evaluate a query at an earlier time. */
    static Uni<StepResult> value(ServerProbe probe) {
        var deadline = Deadline.in(probe.timeout());
        return ask(probe, QUERY, deadline)
                .map(asked -> finding(Step.QUERY, asked))
                .flatMap(finding ->
                        finding.outcome() == Outcome.OK && deadline.left().isPositive()
                                ? ask(probe, TIME, deadline).map(asked -> timed(finding, asked))
                                : Uni.createFrom().item(finding));
    }

    static StepResult timed(StepResult found, Asked asked) {
        if (!(asked.value() instanceof Measured measured)) {
            return found;
        }
        double late = asked.query().at().toEpochMilli() / MILLIS - measured.value();
        return Math.abs(late) <= 1
                ? found.and("; time() is the time that was asked")
                : StepResult.warning(
                        Step.QUERY,
                        QUERY + " is 1, but time() is " + Math.round(Math.abs(late)) + " s "
                                + (late > 0 ? "before" : "after") + " the time that was asked",
                        "for VictoriaMetrics (-search.latencyOffset) set PROMETHEUS_PARAMETERS to nocache=1");
    }

    private static Uni<Asked> ask(ServerProbe probe, Deadline deadline) {
        return ask(probe, QUERY, deadline);
    }

    private static Uni<Asked> ask(ServerProbe probe, String promql, Deadline deadline) {
        return Uni.createFrom().deferred(() -> {
            var query = new PlannedQuery.Ready("check", promql, Instant.now());
            return probe.means()
                    .client()
                    .query(probe.endpoint(), promql, query.at(), deadline, new FairShare(probe.project(), deadline))
                    .map(response -> new Asked(query, response));
        });
    }

    static StepResult finding(Step step, Asked asked) {
        if (asked.response().result() instanceof Failed(var failure)) {
            return StepResult.failed(step, failure, REMEDY);
        }
        return switch (asked.value()) {
            case Missing missing -> StepResult.failed(step, missing.cause(), REMEDY);
            case Measured measured
            when measured.value() != 1 ->
                StepResult.failed(step, QUERY + " is " + measured.value() + ", not 1", REMEDY);
            case Measured measured
            when !warnings(measured).isEmpty() ->
                StepResult.warning(
                        step,
                        QUERY + " is 1, but the server warns: " + String.join("; ", warnings(measured)),
                        "look into the cause of the warning");
            case Measured measured -> StepResult.ok(step, QUERY + " is 1");
        };
    }

    /** The clock has its own step. */
    private static List<String> warnings(Measured measured) {
        return measured.warnings().stream()
                .filter(warning -> !ServerClock.isWarning(warning))
                .toList();
    }

    /** Sends as many queries as the time allows, at least one. */
    static Uni<StepResult> latency(ServerProbe probe) {
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

    private static StepResult latency(List<Asked> all) {
        return all.stream()
                .filter(asked -> asked.response().result() instanceof Failed)
                .findFirst()
                .map(asked -> finding(Step.LATENCY, asked))
                .orElseGet(() -> StepResult.ok(
                        Step.LATENCY,
                        latencies(all.stream()
                                .map(asked -> asked.response().took())
                                .sorted()
                                .toList())));
    }

    /** @param sorted at least one */
    static String latencies(List<Duration> sorted) {
        return "median " + Durations.text(sorted.get(sorted.size() / 2)) + ", slowest "
                + Durations.text(sorted.getLast()) + " of " + sorted.size() + " queries";
    }
}
