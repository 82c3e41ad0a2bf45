package dev.sliprovider.coverage;

import dev.sliprovider.coverage.Coverage.Count;
import dev.sliprovider.sli.SampledSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Judges how complete samples are, without knowing how often they are scraped: the usual distance of the samples of a
 * series is its median. A distance is a gap if it is more than two and a half times as long, so that a single scrape that
 * failed or came late is none.
 */
public final class Samples {

    private static final double GAP = 2.5;
    private static final double IRREGULAR = 1.5;
    /** Of series whose distances vary by nature. */
    private static final double MANY = 0.75;
    /** Distances from which a series has a usual one of its own. */
    private static final int OWN = 3;

    private final ReadRange range;
    private final List<Scraped> all;

    private Samples(ReadRange range, List<Scraped> all) {
        this.range = range;
        this.all = all;
    }

    /**
     * A series and what is usual for it, in milliseconds.
     *
     * @param usual distance of its samples
     * @param longest distance that is no gap
     */
    private record Scraped(SampledSeries series, long usual, long longest) {

        long first() {
            return series.times().getFirst();
        }

        long last() {
            return series.times().getLast();
        }

        LongStream gaps() {
            return distances(series).filter(distance -> distance > longest);
        }

        int resets() {
            List<Double> values = series.values();
            return (int) IntStream.range(1, values.size())
                    .filter(i -> values.get(i) < values.get(i - 1))
                    .count();
        }
    }

    /**
     * @param found all series that have samples in the range
     * @return how complete they are; empty if there are too few samples to say
     */
    public static Optional<Coverage> judge(ReadRange range, List<SampledSeries> found) {
        List<SampledSeries> series =
                found.stream().filter(each -> !each.times().isEmpty()).toList();
        long[] distances =
                series.stream().flatMapToLong(Samples::distances).sorted().toArray();
        return distances.length == 0
                ? Optional.empty()
                : Optional.of(new Samples(
                                range,
                                series.stream()
                                        .map(each -> scraped(each, distances))
                                        .toList())
                        .coverage());
    }

    private static Scraped scraped(SampledSeries series, long[] ofAll) {
        long[] own = distances(series).sorted().toArray();
        long[] known = own.length >= OWN ? own : ofAll;
        long usual = quantile(known, 0.5);
        return new Scraped(
                series, usual, Math.max(Math.round(usual * GAP), Math.round(quantile(known, MANY) * IRREGULAR)));
    }

    private static LongStream distances(SampledSeries series) {
        List<Long> times = series.times();
        return IntStream.range(1, times.size()).mapToLong(i -> times.get(i) - times.get(i - 1));
    }

    /** The lower of the two nearest ranks: of a few distances the longest may be a gap. */
    private static long quantile(long[] sorted, double share) {
        return sorted[(int) Math.floor(share * (sorted.length - 1))];
    }

    private Coverage coverage() {
        long start = range.start().toEpochMilli();
        long end = range.end().toEpochMilli();
        long[] began = all.stream()
                .filter(each -> each.first() - start > each.longest())
                .mapToLong(each -> each.first() - start)
                .toArray();
        long[] ended = all.stream()
                .filter(each -> end - each.last() > each.longest())
                .mapToLong(each -> end - each.last())
                .toArray();
        return new Coverage(
                range,
                Math.min(covered(start, end), withoutGaps()),
                all.size(),
                all.stream().mapToInt(each -> each.series().times().size()).sum(),
                gaps(),
                count(began),
                count(ended),
                range.isCounter() ? resets() : Count.NONE);
    }

    private static Count count(long[] millis) {
        return new Count(millis.length, millis.length, longest(LongStream.of(millis)));
    }

    private static Duration longest(LongStream millis) {
        return Duration.ofSeconds(Math.round(millis.max().orElse(0) / 1000.0));
    }

    private Count gaps() {
        return new Count(
                (int) all.stream().filter(each -> each.gaps().count() > 0).count(),
                (int) all.stream().flatMapToLong(Scraped::gaps).count(),
                longest(all.stream().flatMapToLong(Scraped::gaps)));
    }

    private Count resets() {
        return new Count(
                (int) all.stream().filter(each -> each.resets() > 0).count(),
                all.stream().mapToInt(Scraped::resets).sum(),
                Duration.ZERO);
    }

    /** @return the share of the lives of all series that is no gap */
    private double withoutGaps() {
        double lived =
                all.stream().mapToLong(each -> each.last() - each.first()).sum();
        double missing = all.stream()
                .mapToLong(each -> each.gaps().map(gap -> gap - each.usual()).sum())
                .sum();
        return lived == 0 ? 1 : 1 - missing / lived;
    }

    /** A part of the range that has samples. */
    private record Part(long from, long to) {}

    /** @return the share of the range in which any series has samples */
    private double covered(long start, long end) {
        var parts = new ArrayList<Part>();
        all.forEach(each -> addParts(parts, each));
        parts.sort(Comparator.comparing(Part::from));
        long covered = 0;
        long until = start;
        for (Part part : parts) {
            long from = Math.max(part.from(), until);
            long to = Math.min(part.to(), end);
            covered += Math.max(0, to - from);
            until = Math.max(until, to);
        }
        return (double) covered / (end - start);
    }

    /** At the edges of the range up to the longest usual distance may lie between it and a sample. */
    private static void addParts(List<Part> parts, Scraped scraped) {
        List<Long> times = scraped.series().times();
        long from = times.getFirst() - scraped.longest();
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i) - times.get(i - 1) > scraped.longest()) {
                parts.add(new Part(from, times.get(i - 1) + scraped.usual()));
                from = times.get(i);
            }
        }
        parts.add(new Part(from, times.getLast() + scraped.longest()));
    }
}
