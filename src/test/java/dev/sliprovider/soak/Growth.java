package dev.sliprovider.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What one process took over time, while nothing was wrong: whether that grows. */
final class Growth {

    /** Of each of the two quarters that are compared. */
    private static final int LEAST_SAMPLES = 3;

    /**
     * What is looked at.
     *
     * @param share by which it may be larger
     * @param amount by which it may be larger, if that is more: caches fill up to their limits
     */
    enum Kind {
        RESIDENT("resident memory", "MB", Sample::resident, 0.15, 40),
        LIVE("heap after a collection", "MB", Sample::live, 0.25, 12),
        THREADS("threads", "threads", Sample::threads, 0, 10),
        DESCRIPTORS("sockets and files", "descriptors", Sample::descriptors, 0, 20);

        private final String words;
        private final String unit;
        private final ToDoubleFunction<Sample> value;
        private final double share;
        private final double amount;

        Kind(String words, String unit, ToDoubleFunction<Sample> value, double share, double amount) {
            this.words = words;
            this.unit = unit;
            this.value = value;
            this.share = share;
            this.amount = amount;
        }
    }

    /**
     * The least of the second quarter of the time, and that of the last; the first quarter is for getting warm. Pools of
     * threads and connections grow with a burst and shrink some time later, but what leaks never goes away.
     *
     * @param early not a number if there are too few samples
     * @param late not a number if there are too few samples
     */
    record Change(double early, double late) {

        boolean isKnown() {
            return !Double.isNaN(early) && !Double.isNaN(late);
        }
    }

    private record Timed(double share, Sample sample, boolean quiet) {}

    private final String process;
    private final boolean heap;
    /** One thread adds while another may print what there is. */
    private final List<Timed> samples = new CopyOnWriteArrayList<>();

    /** @param heap whether its heap can be looked into */
    Growth(String process, boolean heap) {
        this.process = process;
        this.heap = heap;
    }

    String process() {
        return process;
    }

    /**
     * @param share of the whole time that is over, from 0 to 1
     * @param quiet whether nothing was wrong; only that is compared
     */
    void add(double share, Sample sample, boolean quiet) {
        samples.add(new Timed(share, sample, quiet));
    }

    Change change(Kind kind) {
        return new Change(least(kind, 0.25, 0.5), least(kind, 0.75, 1));
    }

    private double least(Kind kind, double from, double to) {
        double[] values = samples.stream()
                .filter(Timed::quiet)
                .filter(timed -> timed.share() >= from && timed.share() <= to)
                .mapToDouble(timed -> kind.value.applyAsDouble(timed.sample()))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return values.length < LEAST_SAMPLES ? Double.NaN : values[0];
    }

    /** @return of what there are too few samples to say that it grows, or that it does not */
    List<String> unjudged() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.LIVE || heap)
                .filter(kind -> !change(kind).isKnown())
                .map(kind -> process + ": " + kind.words)
                .toList();
    }

    /** @return a sentence for each kind that grows */
    List<String> complaints() {
        return Arrays.stream(Kind.values())
                .map(this::complaint)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> complaint(Kind kind) {
        Change change = change(kind);
        double allowed = Math.max(change.early() * kind.share, kind.amount);
        return change.isKnown() && change.late() > change.early() + allowed
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s: %s grew from %.0f to %.0f %s",
                        process,
                        kind.words,
                        change.early(),
                        change.late(),
                        kind.unit))
                : Optional.empty();
    }

    /** @return every sample that was added, with the share of the time at which it was taken */
    Stream<double[]> points(ToDoubleFunction<Sample> value) {
        return samples.stream().map(timed -> new double[] {timed.share(), value.applyAsDouble(timed.sample())});
    }
}
