package dev.sliprovider.sli;

import java.time.Duration;

/** Lengths of time for people, rounded so that equal findings have equal texts. */
public final class TimeText {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private TimeText() {}

    /**
     * @param time of any sign, which is left out
     * @return such as {@code 45 s}, {@code 10 min}, {@code 8 h}, {@code 16 days} or {@code 56 years}
     */
    public static String of(Duration time) {
        long seconds = Math.abs(time.getSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return rounded(seconds, MINUTE) + " min";
        }
        if (seconds < 2 * DAY) {
            return rounded(seconds, HOUR) + " h";
        }
        return seconds < 2 * YEAR ? rounded(seconds, DAY) + " days" : rounded(seconds, YEAR) + " years";
    }

    private static long rounded(long seconds, long unit) {
        return (seconds + unit / 2) / unit;
    }
}
