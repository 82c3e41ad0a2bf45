package dev.sliprovider.coverage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How completely samples cover what a selector reads. All lengths are whole seconds.
 *
 * @param range what was looked at
 * @param share of the time that has samples, 0 to 1
 * @param series how many
 * @param samples of all series
 * @param gaps times inside a series in which scrapes are missing
 * @param began series that begin inside the range
 * @param ended series that end inside the range
 * @param resets times at which a counter fell
 */
public record Coverage(
        ReadRange range, double share, int series, int samples, Count gaps, Count began, Count ended, Count resets) {

    /**
     * Something that was found in some series.
     *
     * @param series in how many
     * @param times how often in all of them
     * @param longest the longest of them, or zero
     */
    public record Count(int series, int times, Duration longest) {

        static final Count NONE = new Count(0, 0, Duration.ZERO);

        private boolean isAny() {
            return times > 0;
        }
    }

    /** @return the share in whole percent, rounded down, so that 100 is complete */
    public int percent() {
        return (int) Math.floor(share * 100 + 1e-9);
    }

    /** @return what the value of the indicator may suffer from, a sentence without a full stop; empty if nothing was found */
    public String warning() {
        var parts = new ArrayList<String>();
        if (gaps.isAny()) {
            parts.add(gaps.times() + (gaps.times() == 1 ? " gap" : " gaps") + " in " + of(gaps) + " (the longest "
                    + seconds(gaps.longest()) + " without a sample)");
        }
        if (began.isAny()) {
            parts.add(of(began) + verb(began, "begin", "begins") + " inside the window, the latest "
                    + seconds(began.longest()) + " after its start");
        }
        if (ended.isAny()) {
            parts.add(of(ended) + verb(ended, "end", "ends") + " inside the window, the first "
                    + seconds(ended.longest()) + " before its end");
        }
        if (resets.isAny()) {
            parts.add(resets.times() + (resets.times() == 1 ? " counter reset" : " counter resets") + " in "
                    + of(resets));
        }
        if (parts.isEmpty()) {
            return "";
        }
        String covered = percent() < 100 ? "; samples cover " + percent() + " % of " + seconds(range.range()) : "";
        return "the samples of " + shortened(range.name()) + " are not complete: " + String.join("; ", parts) + covered;
    }

    private String of(Count count) {
        return count.series() + " of " + series + " series";
    }

    private static String verb(Count count, String many, String one) {
        return " " + (count.series() == 1 ? one : many);
    }

    private static String shortened(String name) {
        return name.length() > 120 ? name.substring(0, 119) + "…" : name;
    }

    private static String seconds(Duration length) {
        long minutes = length.toMinutes();
        int rest = length.toSecondsPart();
        return minutes == 0 ? rest + " s" : minutes + " min" + (rest == 0 ? "" : " " + rest + " s");
    }

    /** @return the smallest share of all; 1 without any */
    public static double share(List<Coverage> all) {
        return all.stream().mapToDouble(Coverage::share).min().orElse(1);
    }
}
