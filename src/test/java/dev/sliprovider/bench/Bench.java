package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Measures the packaged program against a model of a sequential one and against the shortest time there can be. Run it
 * with {@code ./dev bench}; docs/benchmarks.md explains the tables.
 */
public final class Bench {

    private static final int LIMIT = 20;
    /** Of sli-provider.prometheus.concurrency. */
    private static final int DEFAULT = 16;

    private final Options options;
    private final Report report = new Report();
    private final TimePlot plot = new TimePlot();
    private final BackendProcess backend = new BackendProcess();

    private Bench(Options options) throws IOException {
        this.options = options;
    }

    public static void main(String... arguments) throws Exception {
        try {
            new Bench(Options.of(arguments)).run();
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        } catch (IOException | IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(machine());
        if (options.against().isPresent()) {
            new Comparison(
                            Subject.packaged(options.warmUp()),
                            Subject.other(options.against().get(), options.warmUp()),
                            backend,
                            options)
                    .measure(report);
            write();
            return;
        }
        System.out.printf(
                "sli-provider.prometheus.concurrency=%d; for a backend with a limit the same as the limit, of which %d is the default.%n"
                        + "Sequential: computed, not run. Bound: ceil(indicators / limit) x query.%n%n",
                Provider.AMPLE, DEFAULT);
        direct();
        packaged(Subject.packaged(options.warmUp()));
        if (Program.isJar()) {
            optimized(Subject.optimized(options.optimizingWarmUp()));
        }
        report.showBars();
        write();
        System.out.println(load());
    }

    /** What a query takes without a provider: timers, sockets and the driver have their part in every number. */
    private void direct() throws IOException, InterruptedException {
        Report.progress("queries without a provider");
        var driver = new LoadDriver(backend.port());
        var table = new Table("One query, asked by the driver itself; ms", "query", "queries", "median", "p99", "lost");
        for (int latency : List.of(20, 100)) {
            backend.behave(Behaviour.of(latency));
            var arrivals = new SendSchedule(options.quick() ? 50 : 200, Duration.ofMillis(10));
            driver.query(arrivals);
            Latencies times = driver.query(arrivals);
            table.row(latency, arrivals.count(), times.median(), times.p99(), times.lost());
        }
        driver.close();
        report.show(table);
    }

    private void packaged(Subject subject) throws IOException, InterruptedException {
        var footprint = new Footprint(subject, backend, options, report);
        var provider = new Provider(subject, backend, Provider.AMPLE);
        footprint.fresh(provider);
        footprint.seldom(provider);
        warmUp(subject, provider.driver());
        new TimeToFinished(subject, backend, options, report, plot, 0).measure(provider.driver());
        new SlowQueries(subject, backend, options, report).measure(provider.driver());
        footprint.worn(provider, new Throughput(subject, backend, options, report).measure(provider));
        provider.stop();
        limited(subject, LIMIT);
        limited(subject, DEFAULT);
        footprint.ends();
        footprint.command();
        footprint.show();
    }

    private void optimized(Subject subject) throws IOException, InterruptedException {
        var footprint = new Footprint(subject, backend, options, report);
        var provider = new Provider(subject, backend, Provider.AMPLE);
        footprint.fresh(provider);
        footprint.seldom(provider);
        warmUp(subject, provider.driver());
        new TimeToFinished(subject, backend, options, report, plot, 0).measure(provider.driver());
        new Throughput(subject, backend, options, report).measure(provider);
        provider.stop();
        limited(subject, LIMIT);
        footprint.show();
    }

    private void limited(Subject subject, int limit) throws IOException, InterruptedException {
        var provider = new Provider(subject, backend, limit);
        warmUp(subject, provider.driver());
        new TimeToFinished(subject, backend, options, report, plot, limit).measure(provider.driver());
        provider.stop();
    }

    private void warmUp(Subject subject, LoadDriver driver) throws IOException, InterruptedException {
        Report.progress("warming up " + subject.name());
        backend.behave(Behaviour.of(20));
        driver.run(Load.of(SendSchedule.perSecond(5, Duration.ofSeconds(1)), Events.MOST_INDICATORS));
        driver.run(Load.of(new SendSchedule(subject.warmUp(), Duration.ofMillis(20)), 20));
    }

    private void write() throws IOException {
        if (options.csv().isPresent()) {
            report.writeCsv(options.csv().get());
        }
        if (options.svg().isPresent()) {
            Files.writeString(options.svg().get(), plot.svg());
        }
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s  %d cores, %s, %s %s. %s",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                load());
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "Load average %.2f.",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
