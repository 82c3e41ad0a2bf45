package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** From one event that comes alone to its answer, by number of indicators and by what a query takes. */
final class TimeToFinished {

    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final List<Integer> INDICATORS = List.of(1, 5, 20, 50, 100);

    private final Subject subject;
    private final BackendProcess backend;
    private final Options options;
    private final Report report;
    private final TimePlot plot;
    private final int limit;
    private final Table table;
    private double worstMedian;
    private double worstP99;
    private double worstRatio;
    private int mostInFlight;

    /** @param limit how many queries the backend works on at once, and the provider sends at once; 0 for any number */
    TimeToFinished(Subject subject, BackendProcess backend, Options options, Report report, TimePlot plot, int limit) {
        this.subject = subject;
        this.backend = backend;
        this.options = options;
        this.report = report;
        this.plot = plot;
        this.limit = limit;
        this.table = new Table(
                "Time to finished in ms, " + subject.name() + ", " + backendInWords(),
                "query",
                "indicators",
                "events",
                "median",
                "p99",
                "bound",
                "median over",
                "p99 over",
                "in flight",
                "lost",
                "sequential");
    }

    void measure(LoadDriver driver) throws IOException, InterruptedException {
        for (int latency : options.quick() ? List.of(20, 100) : List.of(20, 100, 500)) {
            for (int indicators : INDICATORS) {
                Report.progress(indicators + " indicators of " + latency + " ms, " + backendInWords());
                measure(driver, indicators, Duration.ofMillis(latency));
            }
        }
        report.show(table);
        if (limit == 0) {
            report.bar(
                    subject,
                    "median over the slowest query <= 15 ms, up to 100 indicators, any number at once",
                    worstMedian,
                    15);
            report.bar(subject, "p99 over the slowest query <= 40 ms", worstP99, 40);
        } else {
            report.bar(subject, "median / (ceil(N/" + limit + ") x L) <= 1.1", worstRatio, 1.1);
            report.bar(subject, "queries in flight <= " + limit, mostInFlight, limit);
        }
    }

    private void measure(LoadDriver driver, int indicators, Duration latency) throws IOException, InterruptedException {
        Duration bound = Bound.of(indicators, limit, latency);
        backend.behave(Behaviour.of(latency.toMillis()).limitedTo(limit));
        int events = events(latency);
        // The next comes when this one should be over.
        Latencies times = driver.run(Load.of(new SendSchedule(events, bound.plus(PAUSE)), indicators));
        double least = bound.toMillis();
        int inFlight = backend.seen().mostInFlight();
        double sequential = SequentialModel.timeToFinished(indicators, latency).toMillis();
        table.row(
                latency.toMillis(),
                indicators,
                events,
                times.median(),
                times.p99(),
                least,
                times.median() - least,
                times.p99() - least,
                inFlight,
                times.lost(),
                sequential);
        worstMedian = Math.max(worstMedian, times.median() - least);
        worstP99 = Math.max(worstP99, times.p99() - least);
        worstRatio = Math.max(worstRatio, times.median() / least);
        mostInFlight = Math.max(mostInFlight, inFlight);
        if (latency.toMillis() == 100) {
            plot.add(
                    limit == 0 ? subject.name() : subject.name() + ", at most " + limit + " at once",
                    indicators,
                    times.median());
            plot.addBound(limit == 0 ? "bound" : "bound, at most " + limit + " at once", indicators, least);
            plot.add("sequential model", indicators, sequential);
        }
    }

    private int events(Duration latency) {
        int full = (int) Math.clamp(6_000 / latency.toMillis(), 10, 120);
        return options.quick() ? Math.max(4, full / 10) : limit == 0 ? full : full / 2;
    }

    private String backendInWords() {
        return limit == 0 ? "backend without a limit" : "backend limited to " + limit + " at once";
    }
}
