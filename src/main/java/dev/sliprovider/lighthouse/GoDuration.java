package dev.sliprovider.lighthouse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time as Go does, such as 5m, 1h30m or 1.5h: the form of a timeframe in Keptn. */
final class GoDuration {

    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WHOLE =
            Pattern.compile("([+-]?)((?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)");
    private static final int LONGEST_TEXT = 50;

    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "µs",
            1_000L,
            "μs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private GoDuration() {}

    /** @throws IllegalArgumentException quoting a text that is no length of time */
    static Duration parse(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (text.length() > LONGEST_TEXT || !whole.matches()) {
            throw unreadable(text);
        }
        BigDecimal nanos = PART.matcher(whole.group(2))
                .results()
                .map(GoDuration::nanos)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.DOWN);
        if (nanos.toBigInteger().bitLength() >= Long.SIZE) {
            throw unreadable(text);
        }
        Duration length = Duration.ofNanos(nanos.longValueExact());
        return whole.group(1).equals("-") ? length.negated() : length;
    }

    private static BigDecimal nanos(MatchResult part) {
        String number = part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1);
        return new BigDecimal(number).multiply(BigDecimal.valueOf(NANOS.get(part.group(2))));
    }

    private static IllegalArgumentException unreadable(String text) {
        String shown = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
        return new IllegalArgumentException("\"" + shown + "\" is no length of time; write 90s, 5m or 1h30m");
    }
}
