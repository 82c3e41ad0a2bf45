package dev.sliprovider.bench;

import dev.sliprovider.bench.LoadDriver.Load;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Measures the packaged program against a model of a sequential one and against the shortest time there can be. Run it
 * with {@code ./dev bench}; docs/benchmarks.md explains the tables.
 */
public final class Bench {

    private static final int LIMIT = 20;

    private final Options options;
    private final Report report = new Report();
    private final Plot plot = new Plot();
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
        System.out.printf(
                "This provider: %s, sli-provider.prometheus.concurrency=%d; for the backend limited to %d: %d.%n"
                        + "Sequential: computed, not run. Bound: ceil(indicators / limit) x query.%n%n",
                Provider.kind(), Provider.AMPLE, LIMIT, LIMIT);
        var footprint = new Footprint(backend, options, report);
        Provider provider = new Provider(backend, Provider.AMPLE);
        footprint.fresh(provider);
        warmUp(provider.driver());
        new TimeToFinished(backend, options, report, plot, 0).measure(provider.driver());
        new SlowQueries(backend, options, report).measure(provider.driver());
        footprint.worn(provider, new Throughput(backend, options, report).measure(provider));
        provider.stop();
        limited();
        footprint.ends();
        footprint.command();
        footprint.show();
        report.showBars();
        write();
        System.out.println(load());
    }

    private void limited() throws IOException, InterruptedException {
        Provider provider = new Provider(backend, LIMIT);
        warmUp(provider.driver());
        new TimeToFinished(backend, options, report, plot, LIMIT).measure(provider.driver());
        provider.stop();
    }

    private void warmUp(LoadDriver driver) throws IOException, InterruptedException {
        Report.progress("warming up");
        backend.behave(Behaviour.of(20));
        driver.run(Load.of(Arrivals.perSecond(5, Duration.ofSeconds(1)), Events.MOST_INDICATORS));
        driver.run(Load.of(Arrivals.perSecond(50, options.warmUp()), 20));
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
