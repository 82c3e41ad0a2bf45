package dev.sliprovider.prometheus;

import dev.sliprovider.sli.TimeText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** The clock of a server, from the {@code Date} header of its responses. */
public final class ServerClock {

    /** A larger difference causes a warning. */
    public static final Duration NOTABLE = Duration.ofSeconds(5);
    /** A Date header has whole seconds. */
    public static final Duration RESOLUTION = Duration.ofSeconds(1);

    private static final String WORDS = "the server's clock is ";

    private ServerClock() {}

    /** @return whether a warning of a result is about the clock */
    public static boolean isWarning(String warning) {
        return warning.startsWith(WORDS);
    }

    /**
     * @param header value of a header by its name
     * @return the time of the server when it sent the response; the age that a cache reports is added
     */
    public static Optional<Instant> date(Function<String, Optional<String>> header) {
        Duration age = header.apply("Age")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(Duration.ZERO);
        return header.apply("Date").flatMap(ServerClock::instant).map(date -> date.plus(age));
    }

    /** RFC 9110, section 5.6.7. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * @param date of the response
     * @param began when the request was sent, by our clock
     * @param ended when the response arrived, by our clock
     * @return the least possible difference, positive if the server's clock is ahead of ours. The server writes its
     *     time in whole seconds at some moment of the request, so a smaller difference cannot be detected
     */
    public static Duration skew(Instant date, Instant began, Instant ended) {
        if (date.isAfter(ended)) {
            return Duration.between(ended, date);
        }
        Instant latest = date.plus(RESOLUTION);
        return latest.isBefore(began) ? Duration.between(began, latest) : Duration.ZERO;
    }

    /**
     * @param at the evaluation time of the query, by our clock
     * @param skew see {@link #skew}
     * @return the warning for the value; empty if the clocks agree
     */
    static Optional<String> warning(Duration skew, Instant at, Instant ended) {
        if (skew.abs().compareTo(NOTABLE) <= 0) {
            return Optional.empty();
        }
        String differs = WORDS + TimeText.of(skew) + (skew.isNegative() ? " behind" : " ahead of") + " this machine's";
        Instant now = ended.plus(skew);
        return Optional.of(
                now.isBefore(at)
                        ? differs
                                + ", and by its clock the window had not ended when it answered; set the clock that is"
                                + " wrong"
                        : differs + ": samples have the server's times, queries this machine's; set the clock that is"
                                + " wrong");
    }
}
