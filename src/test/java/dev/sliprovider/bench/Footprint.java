package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the process takes: time to start and to end, memory, and the command line's one run. */
final class Footprint {

    private static final int EVENTS = 10_000;
    private static final int QUICK_EVENTS = 2_000;
    private static final int BUSY = 100;
    private static final int SELDOM = 20;
    private static final int INDICATORS = 5;
    private static final Duration LONG = Duration.ofSeconds(4);

    private final Subject subject;
    private final BackendProcess backend;
    private final Options options;
    private final Report report;
    private final Table table;

    Footprint(Subject subject, BackendProcess backend, Options options, Report report) {
        this.subject = subject;
        this.backend = backend;
        this.options = options;
        this.report = report;
        this.table =
                new Table("The process, " + subject.name(), "", "measured", "unit", "the Go service (not this run)");
    }

    /** Of a process that has just become ready. */
    void fresh(Provider provider) throws IOException, InterruptedException {
        backend.behave(Behaviour.of(20));
        table.row("start to ready", provider.millisecondsToReady(), "ms", "–");
        table.row("memory, ready", provider.residentMegabytes(), "MB", "35");
        answerOne(provider);
        table.row("start to first answer", provider.millisecondsSinceStart(), "ms", "–");
    }

    /** Of a process that has little to do, as most have: an event a second. */
    void seldom(Provider provider) throws IOException, InterruptedException {
        Report.progress("an event a second");
        var arrivals = new SendSchedule(SELDOM, Duration.ofSeconds(1));
        Latencies times = provider.driver().run(Load.of(arrivals, INDICATORS));
        table.row("time to finished, " + SELDOM + " events, one a second, median", times.median(), "ms", "–");
        table.row("memory after them", provider.residentMegabytes(), "MB", "–");
    }

    /** Of the process that has done the rest. */
    void worn(Provider provider, long events) throws IOException, InterruptedException {
        Report.progress("memory with 100 events under way, and after many");
        backend.behave(Behaviour.of(LONG.toMillis()));
        CompletableFuture<Latencies> load = CompletableFuture.supplyAsync(() -> burst(provider.driver()));
        boolean allAreUnderWay = awaitAllQueries();
        table.row(
                "memory, 100 events under way", allAreUnderWay ? provider.residentMegabytes() : Double.NaN, "MB", "44");
        load.join();
        backend.behave(Behaviour.of(20));
        long wanted = Math.max(options.quick() ? QUICK_EVENTS : EVENTS, events + BUSY);
        var arrivals = new SendSchedule((int) (wanted - events - BUSY), Duration.ofMillis(4));
        provider.driver().run(Load.of(arrivals, INDICATORS));
        table.row("memory, after " + wanted + " events", provider.residentMegabytes(), "MB", "–");
    }

    /** Ends two processes of their own, one idle and one busy. */
    void ends() throws IOException, InterruptedException {
        Report.progress("the end of the process");
        var idle = new Provider(subject, backend, Provider.AMPLE);
        backend.behave(Behaviour.of(20));
        answerOne(idle);
        double took = idle.stop();
        table.row("SIGTERM to exit, idle", took, "ms", "5000");
        report.bar(subject, "SIGTERM idle < 300 ms", took, 300);
        var busy = new Provider(subject, backend, Provider.AMPLE);
        answerOne(busy);
        backend.behave(Behaviour.of(LONG.toMillis()));
        CompletableFuture<Latencies> load = CompletableFuture.supplyAsync(() -> burst(busy.driver()));
        boolean allAreUnderWay = awaitAllQueries();
        double ended = busy.stop();
        int lost = load.join().lost();
        table.row("SIGTERM to exit, 100 events of 4 s under way", allAreUnderWay ? ended : Double.NaN, "ms", "–");
        table.row("of these lost", lost, "events", "100");
        report.bar(subject, "SIGTERM with 100 events under way: lost", allAreUnderWay ? lost : Double.NaN, 0);
    }

    /** The whole process of one command, five indicators of 20 ms. */
    void command() throws IOException, InterruptedException {
        Report.progress("the command line");
        backend.behave(Behaviour.of(20));
        double[] milliseconds = new double[options.quick() ? 2 : 7];
        for (int i = 0; i < milliseconds.length; i++) {
            milliseconds[i] = commandOnce();
        }
        table.row("get-sli, 5 indicators, median", Latencies.of(milliseconds).median(), "ms", "–");
    }

    /** Else events that have not even been read would count as under way. @return whether all are, before the first is over */
    private boolean awaitAllQueries() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (backend.seen().queries() < BUSY * INDICATORS && Provider.millisecondsSince(began) < LONG.toMillis()) {
            // The interval of the checks: another process sends no notification.
            Thread.sleep(5);
        }
        return backend.seen().queries() >= BUSY * INDICATORS;
    }

    void show() {
        report.show(table);
    }

    private double commandOnce() throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = Processes.start(
                "command",
                Map.of(),
                subject.command(
                        "get-sli",
                        "--sli-dir=" + Events.writeConfiguration(),
                        "--prometheus=" + backend.url(),
                        "--project=bench",
                        "--stage=dev",
                        "--service=bench",
                        "--timeframe=10m",
                        "--label=run=command",
                        "--indicator=i0,i1,i2,i3,i4"));
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0 ? Provider.millisecondsSince(began) : Double.NaN;
    }

    private static void answerOne(Provider provider) throws InterruptedException {
        if (provider.driver().run(Load.of(SendSchedule.atOnce(1), INDICATORS)).lost() > 0) {
            throw new IllegalStateException("no answer; see " + Processes.FOLDER.resolve("provider.log"));
        }
    }

    private static Latencies burst(LoadDriver driver) {
        try {
            return driver.run(Load.of(SendSchedule.atOnce(BUSY), INDICATORS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
