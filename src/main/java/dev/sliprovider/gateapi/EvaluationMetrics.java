package dev.sliprovider.gateapi;

import dev.sliprovider.gate.ReportedEvaluation;
import dev.sliprovider.report.Verdict;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.SliValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts evaluations, and shows the last one of each service. The number of series is bounded, because names of services
 * and indicators come from requests and files; {@code docs/gate-api.md} lists the names.
 */
@Singleton
final class EvaluationMetrics {

    /** Gauges of all services together. */
    static final int MOST_SERIES = 2000;

    private static final List<String> OUTCOMES = List.of("pass", "warning", "fail", "errored");
    private static final List<String> STATUSES = List.of("pass", "warning", "fail", "info");
    private static final double PERCENT = 100;
    private static final double MILLISECONDS = 1000;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2)
    };

    private record Series(String name, Tags tags) {}

    private final MeterRegistry registry;
    private final int most;
    private final Map<Series, AtomicLong> gauges = new ConcurrentHashMap<>();

    @Inject
    EvaluationMetrics(MeterRegistry registry) {
        this(registry, MOST_SERIES);
    }

    EvaluationMetrics(MeterRegistry registry, int most) {
        this.registry = registry;
        this.most = most;
    }

    /** Creates the counters, at 0. */
    void register() {
        OUTCOMES.forEach(this::evaluations);
        dropped();
    }

    /** @param nanoseconds from the request to the outcome */
    void count(Scope scope, Outcome outcome, long nanoseconds) {
        String word =
                switch (outcome) {
                    case Outcome.Concluded concluded -> concluded.conclusion().outcome();
                    case Outcome.Impossible impossible -> "errored";
                };
        evaluations(word).increment();
        Timer.builder("sli.evaluation")
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(nanoseconds));
        Tags tags = Tags.of("project", scope.project(), "stage", scope.stage(), "service", scope.service());
        // An outcome without any evaluation may name a service that does not exist.
        if (outcome instanceof Outcome.Concluded concluded) {
            states("sli.evaluation.result", tags, OUTCOMES, word);
            show(tags, concluded.recorded());
        }
    }

    private void show(Tags tags, ReportedEvaluation recorded) {
        Verdict verdict = recorded.verdict();
        set("sli.evaluation.score.ratio", tags, verdict.score().orElse(Double.NaN) / PERCENT);
        set("sli.evaluation.end.timestamp.seconds", tags, Instant.now().toEpochMilli() / MILLISECONDS);
        for (Verdict.Line line : verdict.lines()) {
            Tags objective = tags.and("sli", line.wanted().sli());
            set(
                    "sli.objective.value",
                    objective,
                    line.result()
                            .value()
                            .filter(SliValue::success)
                            .map(SliValue::value)
                            .orElse(Double.NaN));
            states(
                    "sli.objective.result",
                    objective,
                    STATUSES,
                    line.result().status().text());
        }
    }

    private void states(String name, Tags tags, List<String> words, String is) {
        words.forEach(word -> set(name, tags.and("result", word), word.equals(is) ? 1 : 0));
    }

    private void set(String name, Tags tags, double value) {
        var series = new Series(name, tags);
        AtomicLong gauge = gauges.get(series);
        if (gauge == null) {
            if (gauges.size() >= most) {
                dropped().increment();
                return;
            }
            gauge = gauges.computeIfAbsent(series, added -> {
                var bits = new AtomicLong();
                Gauge.builder(name, bits, held -> Double.longBitsToDouble(held.get()))
                        .tags(tags)
                        .register(registry);
                return bits;
            });
        }
        gauge.set(Double.doubleToLongBits(value));
    }

    private Counter evaluations(String outcome) {
        return registry.counter("sli.evaluations", "result", outcome);
    }

    private Counter dropped() {
        return registry.counter("sli.evaluation.series.dropped");
    }
}
