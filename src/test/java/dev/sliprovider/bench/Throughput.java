package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How many events a second, of 5 indicators of 20 ms each, until the time of some grows; then 1,000 at once. */
final class Throughput {

    private static final int INDICATORS = 5;
    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final List<Integer> RATES = List.of(50, 100, 200, 300, 400, 500, 600, 700, 800, 1000, 1200, 1500);
    private static final List<Integer> QUICK_RATES = List.of(100, 200, 300, 400, 500, 600, 800);
    private static final int BURST = 1_000;

    private final Subject subject;
    private final BackendProcess backend;
    private final Options options;
    private final Report report;
    private long events;

    Throughput(Subject subject, BackendProcess backend, Options options, Report report) {
        this.subject = subject;
        this.backend = backend;
        this.options = options;
        this.report = report;
    }

    /** @return events that were sent */
    long measure(Provider provider) throws IOException, InterruptedException {
        backend.behave(Behaviour.of(LATENCY.toMillis()));
        sustained(provider);
        burst(provider.driver());
        return events;
    }

    private void sustained(Provider provider) throws IOException, InterruptedException {
        var table = new Table(
                "Sustained events a second, 5 indicators of 20 ms, " + subject.name() + "; ms",
                "events/s",
                "events",
                "median",
                "p99",
                "lost",
                "CPU %",
                "CPU ms/query",
                "holds",
                "sequential median");
        int sustained = 0;
        boolean holds = true;
        for (int rate : options.quick() ? QUICK_RATES : RATES) {
            if (holds) {
                Report.progress(rate + " events/s");
                // Twice, so that one hiccup of the machine does not end it.
                holds = step(provider, rate, table) || step(provider, rate, table);
                sustained = holds ? rate : sustained;
            }
        }
        report.show(table);
        report.atLeast(subject, "sustained events/s, 0 lost, p99 <= 2 x median <= 4 x query, >= 500", sustained, 500);
    }

    private boolean step(Provider provider, int rate, Table table) throws IOException, InterruptedException {
        SendSchedule arrivals = SendSchedule.perSecond(rate, options.step());
        double cpu = provider.cpuMilliseconds();
        long began = System.nanoTime();
        Latencies times = provider.driver().run(Load.of(arrivals, INDICATORS));
        double used = provider.cpuMilliseconds() - cpu;
        events += arrivals.count();
        boolean holds = holds(times, LATENCY);
        table.row(
                rate,
                arrivals.count(),
                times.median(),
                times.p99(),
                times.lost(),
                100 * used / Provider.millisecondsSince(began),
                "%.3f".formatted(used / arrivals.count() / INDICATORS),
                holds ? "yes" : "no",
                SequentialModel.timesToFinished(arrivals, INDICATORS, LATENCY).median());
        return holds;
    }

    /** A queue that grows has its p99 at twice its median, too; so the median must be near what a query takes. */
    static boolean holds(Latencies times, Duration query) {
        return times.lost() == 0 && times.p99() <= 2 * times.median() && times.median() <= 2 * query.toMillis();
    }

    private void burst(LoadDriver driver) throws InterruptedException {
        Report.progress("1,000 events at once");
        var table = new Table("1,000 events at once, 5 indicators of 20 ms; ms", "", "median", "p99", "all", "lost");
        SendSchedule arrivals = SendSchedule.atOnce(BURST);
        events += BURST;
        row(table, subject.name(), driver.run(Load.of(arrivals, INDICATORS)));
        row(table, "sequential model", SequentialModel.timesToFinished(arrivals, INDICATORS, LATENCY));
        double bound = LATENCY.toMillis();
        table.row("bound", bound, bound, bound, 0);
        report.show(table);
    }

    private static void row(Table table, String name, Latencies times) {
        table.row(name, times.median(), times.p99(), times.worst(), times.lost());
    }
}
