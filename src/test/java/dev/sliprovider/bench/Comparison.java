package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two programs in one run, in turns, and the ratio of what they take: the machine is the same for both, whatever else it
 * does.
 */
final class Comparison {

    private static final int INDICATORS = 20;
    private static final int BUSY_INDICATORS = 5;
    private static final Duration QUERY = Duration.ofMillis(20);
    private static final int RATE = 100;

    private final Subject one;
    private final Subject other;
    private final BackendProcess backend;
    private final Options options;
    /** What was measured, by what it is: a list for each program. */
    private final Map<String, Map<Subject, List<Double>>> measured = new LinkedHashMap<>();

    Comparison(Subject one, Subject other, BackendProcess backend, Options options) {
        this.one = one;
        this.other = other;
        this.backend = backend;
        this.options = options;
    }

    void measure(Report report) throws IOException, InterruptedException {
        backend.behave(Behaviour.of(QUERY.toMillis()));
        int rounds = options.quick() ? 3 : 7;
        for (int round = 1; round <= rounds; round++) {
            // In turns also within a round, so that neither is always the first.
            for (Subject subject : round % 2 == 0 ? List.of(one, other) : List.of(other, one)) {
                Report.progress("round " + round + " of " + rounds + ", " + subject.name());
                measure(subject);
            }
        }
        var table = new Table("Median of " + rounds + " rounds in turns", "", one.name(), other.name(), "ratio");
        measured.forEach((what, values) -> {
            double here = median(values.get(one));
            double there = median(values.get(other));
            table.row(what, here, there, String.format(Locale.ROOT, "%.2f", here / there));
        });
        report.show(table);
    }

    private void measure(Subject subject) throws IOException, InterruptedException {
        var provider = new Provider(subject, backend, Provider.AMPLE);
        add(subject, "start to ready, ms", provider.millisecondsToReady());
        add(subject, "CPU until ready, ms", provider.cpuMilliseconds());
        add(subject, "memory when ready, MB", provider.residentMegabytes());
        provider.driver().run(Load.of(SendSchedule.atOnce(1), BUSY_INDICATORS));
        add(subject, "start to first answer, ms", provider.millisecondsSinceStart());
        provider.driver().run(Load.of(new SendSchedule(options.warmUp(), Duration.ofMillis(10)), BUSY_INDICATORS));
        var alone = new SendSchedule(options.quick() ? 40 : 100, QUERY.multipliedBy(3));
        Latencies times = provider.driver().run(Load.of(alone, INDICATORS));
        add(subject, INDICATORS + " indicators of " + QUERY.toMillis() + " ms, median, ms", times.median());
        SendSchedule busy = SendSchedule.perSecond(RATE, options.step());
        double cpu = provider.cpuMilliseconds();
        Latencies busyTimes = provider.driver().run(Load.of(busy, BUSY_INDICATORS));
        add(subject, "CPU per event at " + RATE + " events/s, ms", (provider.cpuMilliseconds() - cpu) / busy.count());
        add(subject, "p99 at " + RATE + " events/s, ms", busyTimes.p99());
        add(subject, "memory after that, MB", provider.residentMegabytes());
        add(subject, "answers lost", times.lost() + busyTimes.lost());
        add(subject, "SIGTERM to exit, ms", provider.stop());
    }

    private void add(Subject subject, String what, double value) {
        measured.computeIfAbsent(what, key -> new LinkedHashMap<>())
                .computeIfAbsent(subject, key -> new ArrayList<>())
                .add(value);
    }

    private static double median(List<Double> values) {
        return Latencies.of(values.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }
}
