package dev.sliprovider.soak;

import dev.sliprovider.bench.Table;
import dev.sliprovider.cli.Program;
import dev.sliprovider.soak.Growth.Change;
import dev.sliprovider.soak.Ledger.Count;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Mixed load over every transport for as long as one wants, while every peer fails and is restarted, one after the
 * other; then it is judged whether every event has its answer and whether anything grew. Run it with {@code ./dev soak};
 * docs/reliability.md explains what is judged.
 */
public final class Soak {

    private static final Path FOLDER = Path.of("target/soak");
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);
    private static final Duration LAST_TRIES = Duration.ofSeconds(5);
    private static final Duration LAST_SENDING = Duration.ofSeconds(15);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);
    private static final Duration SECOND_ANSWER = Duration.ofSeconds(3);
    private static final String LINE = "%8s  %7s  %8s  %5s  %6s  %6s  %7s  %7s  %s%n";

    private final Options options;
    private final Ledger ledger = new Ledger();
    private final Outages troubled = new Outages();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reported = new AtomicBoolean();
    private final SoakPlot plot = new SoakPlot();
    private final Installation all;
    private final List<Growth> growths;
    private Instant began;
    private volatile int faults;
    private volatile String now = "";
    private Instant collected = Instant.EPOCH;

    private Soak(Options options) throws Exception {
        this.options = options;
        delete(FOLDER);
        Files.createDirectories(FOLDER);
        all = new Installation(ledger, FOLDER);
        growths = all.steady().stream()
                .map(replica -> new Growth(replica.name(), Replica.hasHeap()))
                .toList();
    }

    public static void main(String... arguments) {
        int code = 2;
        try {
            code = new Soak(Options.of(arguments)).run() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("soak: " + e.getMessage());
        } catch (IOException e) {
            System.err.println("soak: " + e.getMessage());
            code = 1;
        } catch (Exception e) {
            // Threads of servers would keep it alive.
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** @return whether all is as promised */
    private boolean run() throws Exception {
        System.out.println(machine());
        System.out.printf("%s; logs in %s%n%n", Program.describe(), FOLDER);
        List<String> late = all.awaitReady();
        if (!late.isEmpty()) {
            System.out.println("not ready after a minute: " + String.join(", ", late) + "; see the logs");
            return false;
        }
        began = Instant.now();
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted));
        all.lanes().forEach(TransportLoad::start);
        Thread watch = Thread.ofPlatform().daemon().name("soak-watch").start(this::watch);
        var guard = new Guard(all::gone, Thread.currentThread());
        try {
            trouble();
        } catch (Exception e) {
            if (guard.gone().isEmpty()) {
                reported.set(true);
                throw e;
            }
        } finally {
            guard.stop();
        }
        Instant over = Instant.now();
        now = "the end";
        all.lanes().forEach(lane -> lane.end(LAST_TRIES));
        if (guard.gone().isEmpty()) {
            finish();
        }
        boolean watched = watch.isAlive();
        watch.interrupt();
        watch.join(LAST_LOOK);
        if (guard.gone().isEmpty()) {
            end();
        } else {
            // The others end with this; what counts is to tell it at once.
            guard.gone().forEach(this::gone);
        }
        return reported.compareAndSet(false, true) && report(over, watched);
    }

    private void gone(String process) {
        complaints.add(process + " has ended by itself; see its log");
    }

    /** Every event that was sent gets the time that it may take. */
    private void finish() throws InterruptedException {
        for (TransportLoad lane : all.lanes()) {
            if (!lane.awaitEnd(LAST_SENDING)) {
                complaints.add(lane.way().name() + ": an event is being sent and comes to no end");
            }
        }
        awaitLastAnswers();
    }

    /** Somebody has no patience: what was seen is told, though nothing can be said of what is under way. */
    private void interrupted() {
        if (reported.compareAndSet(false, true)) {
            System.out.printf(
                    "%nInterrupted after %d:%02d, so that what was under way counts as lost.%n%n",
                    passed().toMinutes(), passed().toSecondsPart());
            System.out.println(events().aligned());
            System.out.println(processes().aligned());
            complaints.forEach(System.out::println);
            System.out.printf("%d events, %d faults. It was interrupted.%n", ledger.sent(), faults);
            System.out.flush();
        }
    }

    /** One fault after the other, until the time is over. */
    private void trouble() throws Exception {
        List<Fault> list = new Faults(all, complaints).list();
        Duration round = options.pause().plus(options.fault());
        sleep(options.pause());
        for (int i = 0; passed().plus(round).compareTo(options.time()) < 0; i++) {
            strike(list.get(i % list.size()));
            sleep(options.pause());
        }
        sleep(options.time().minus(passed()));
    }

    private void strike(Fault fault) throws Exception {
        now = fault.name();
        faults++;
        double from = share();
        fault.held().forEach(TransportLoad::hold);
        Instant begin = Instant.now();
        troubled.begin(begin);
        fault.cut().forEach(lane -> lane.way().outages().begin(begin));
        fault.begin().run();
        if (fault.isMoment()) {
            fault.cut().forEach(lane -> lane.way().outages().end(Instant.now()));
        }
        sleep(options.fault());
        fault.end().run();
        List<String> late = all.awaitReady();
        if (!late.isEmpty()) {
            complaints.add(String.join(", ", late) + " not ready a minute after this was over: " + fault.name());
        }
        if (!fault.isMoment()) {
            fault.cut().forEach(lane -> lane.way().outages().end(Instant.now()));
        }
        troubled.end(Instant.now());
        fault.held().forEach(TransportLoad::resume);
        plot.fault(from, share());
        now = "";
    }

    /** A line now and then, and what the processes take. */
    private void watch() {
        System.out.printf(LINE, "TIME", "SENT", "ANSWERED", "OPEN", "MB", "LIVE", "THREADS", "SOCKETS", "");
        try {
            while (true) {
                look();
                sleep(options.step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        Instant instant = Instant.now();
        boolean quiet = !troubled.touch(instant.minus(Ledger.SETTLED), instant) && now.isEmpty();
        // A collection in each process is work; twenty in the time that is compared are enough.
        boolean collect =
                quiet && collected.isBefore(instant.minus(options.time().dividedBy(40)));
        collected = collect ? instant : collected;
        double[] sums = new double[4];
        for (int i = 0; i < growths.size(); i++) {
            try {
                Sample sample = all.steady().get(i).sample(collect);
                growths.get(i).add(share(), sample, quiet);
                sums[0] += sample.resident();
                sums[1] += sample.live();
                sums[2] += sample.threads();
                sums[3] += sample.descriptors();
            } catch (IOException e) {
                // It is gone, which is a complaint at the end.
                sums[0] = Double.NaN;
            }
        }
        int open = ledger.open();
        System.out.printf(
                LINE,
                "%d:%02d".formatted(passed().toMinutes(), passed().toSecondsPart()),
                ledger.sent(),
                ledger.sent() - open,
                open,
                number(sums[0]),
                number(sums[1]),
                number(sums[2]),
                number(sums[3]),
                now);
    }

    private void awaitLastAnswers() throws InterruptedException {
        long limit = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (ledger.open() > 0 && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        sleep(SECOND_ANSWER);
    }

    private void end() throws InterruptedException {
        all.gone().forEach(this::gone);
        for (Replica replica : all.replicas()) {
            if (!replica.isGone() && !replica.terminate()) {
                complaints.add(replica.name() + " did not end within 30 s of SIGTERM");
            }
        }
    }

    private boolean report(Instant over, boolean watched) {
        System.out.println();
        System.out.println(events().aligned());
        System.out.println(processes().aligned());
        options.svg().ifPresent(file -> {
            try {
                Files.writeString(file, plot.svg(growths, options.time().toMillis() / 60_000.0));
            } catch (IOException e) {
                complaints.add("the plot could not be written to " + file + ": " + e.getMessage());
            }
        });
        Extent extent = extent(over, watched);
        complaints.addAll(extent.complaints());
        complaints.addAll(ledger.complaints(troubled));
        growths.forEach(growth -> complaints.addAll(growth.complaints()));
        complaints.forEach(System.out::println);
        boolean judged = extent.unjudged().isEmpty();
        System.out.printf(
                "%d events, %d faults; %d events (%d %%) were judged for missing values. %s%s%n",
                extent.events(),
                faults,
                extent.judged(),
                extent.percent(),
                complaints.isEmpty()
                        ? "Each has one answer, in time, and it is the right one."
                        : "That is not as promised.",
                judged ? complaints.isEmpty() ? " Nothing grows." : "" : " Too short to say whether anything grows.");
        System.out.println(load());
        return complaints.isEmpty();
    }

    private Extent extent(Instant over, boolean watched) {
        return new Extent(
                options.isLong(),
                faults,
                all.lanes().stream().map(lane -> lane.load(began, over)).toList(),
                ledger.sent(),
                all.lanes().stream()
                        .mapToInt(lane -> ledger.count(lane.way(), troubled).judged())
                        .sum(),
                watched,
                growths.stream().flatMap(growth -> growth.unjudged().stream()).toList());
    }

    private Table events() {
        var table = new Table(
                "Events",
                "way",
                "in",
                "out",
                "lost",
                "doubled",
                "late",
                "wrong",
                "judged for blank",
                "blank",
                "median, s",
                "p99, s",
                "worst, s");
        for (TransportLoad lane : all.lanes()) {
            Count count = ledger.count(lane.way(), troubled);
            double[] seconds = ledger.seconds(lane.way());
            table.row(
                    lane.way().name(),
                    count.sent(),
                    count.answered(),
                    count.lost(),
                    count.doubled() + count.silent(),
                    count.late(),
                    count.wrong(),
                    count.judged(),
                    count.blank(),
                    at(seconds, 0.5),
                    at(seconds, 0.99),
                    at(seconds, 1));
        }
        return table;
    }

    private static String at(double[] sorted, double share) {
        return sorted.length == 0
                ? "–"
                : String.format(Locale.ROOT, "%.2f", sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)]);
    }

    private Table processes() {
        var table = new Table(
                "Processes: the least of the second quarter, and of the last",
                "process",
                "MB",
                "",
                "heap",
                "",
                "threads",
                "",
                "sockets",
                "");
        for (Growth growth : growths) {
            var cells = new ArrayList<Object>();
            cells.add(growth.process());
            for (Growth.Kind kind : Growth.Kind.values()) {
                Change change = growth.change(kind);
                cells.add(number(change.early()));
                cells.add(number(change.late()));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.0f", value);
    }

    private Duration passed() {
        return Duration.between(began, Instant.now());
    }

    private double share() {
        return Math.min(1, (double) passed().toMillis() / options.time().toMillis());
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, time.toNanos()));
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s  %d cores, %s %s, %s. %s",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.name"),
                load());
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "Load average %.2f.",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
