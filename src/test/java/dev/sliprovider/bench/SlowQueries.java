package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import java.io.IOException;
import java.time.Duration;

/** One query among 20 that is slow, hangs, or belongs to the tail: what becomes of the event and of its other values. */
final class SlowQueries {

    private static final int INDICATORS = 20;
    private static final int LATENCY = 20;
    private static final int DEADLINE_SECONDS = 2;
    private static final int SLOW = 500;

    private final Subject subject;
    private final BackendProcess backend;
    private final Options options;
    private final Report report;
    private final Table table = new Table(
            "20 indicators of 20 ms, one of them otherwise; ms",
            "the one",
            "events",
            "median",
            "p99",
            "worst",
            "bound",
            "values",
            "lost",
            "sequential");

    SlowQueries(Subject subject, BackendProcess backend, Options options, Report report) {
        this.subject = subject;
        this.backend = backend;
        this.options = options;
        this.report = report;
    }

    void measure(LoadDriver driver) throws IOException, InterruptedException {
        Report.progress("slow and hung queries");
        Behaviour fast = Behaviour.of(LATENCY);
        int sequential = (int) SequentialModel.timeToFinished(INDICATORS, Duration.ofMillis(LATENCY))
                .toMillis();
        slow(driver, fast.withFirst(SLOW), "takes 500 ms", SLOW, sequential + SLOW - LATENCY);
        slow(driver, fast.withTail(100, SLOW), "1 % of all take 500 ms", SLOW, sequential);
        hung(driver, fast.withFirst(Behaviour.NEVER));
        report.show(table);
    }

    private void slow(LoadDriver driver, Behaviour behaviour, String name, int bound, int sequential)
            throws IOException, InterruptedException {
        backend.behave(behaviour);
        int events = options.quick() ? 4 : 20;
        Latencies times = driver.run(Load.of(new SendSchedule(events, Duration.ofMillis(SLOW + 40)), INDICATORS));
        row(name, times, bound, INDICATORS, sequential);
    }

    private void hung(LoadDriver driver, Behaviour behaviour) throws IOException, InterruptedException {
        backend.behave(behaviour);
        int deadline = DEADLINE_SECONDS * 1000;
        int events = options.quick() ? 5 : 20;
        var arrivals = new SendSchedule(events, Duration.ofMillis(options.quick() ? 200 : 500));
        Latencies times = driver.run(new Load(arrivals, INDICATORS, INDICATORS - 1, DEADLINE_SECONDS));
        row("hangs, deadline 2 s", times, deadline, INDICATORS - 1, "never");
        report.bar(subject, "one query hangs: deadline + 50 ms, ms over", times.worst() - deadline, 50);
        report.bar(subject, "events with less than all other values, or lost", times.lost(), 0);
    }

    private void row(String name, Latencies times, int bound, int values, Object sequential) {
        int events = times.sorted().length + times.lost();
        table.row(name, events, times.median(), times.p99(), times.worst(), bound, values, times.lost(), sequential);
    }
}
