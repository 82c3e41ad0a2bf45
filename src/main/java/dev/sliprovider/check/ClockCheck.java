package dev.sliprovider.check;

import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Compares the server's clock with ours: queries have times of our clock, samples those of the server. */
final class ClockCheck {

    private static final Duration NOTABLE = Duration.ofSeconds(5);
    private static final Duration TOO_MUCH = Duration.ofSeconds(60);
    private static final Duration RESOLUTION = Duration.ofSeconds(1);
    private static final String REMEDY =
            "correct the wrong clock: queries have times of our clock, samples have times of the server's";

    private ClockCheck() {}

    static Uni<Finding> of(ServerProbe probe) {
        return probe.firstRequest().map(first -> first.answer()
                .map(answer -> answer.header()
                        .apply("Date")
                        .flatMap(ClockCheck::date)
                        .map(date -> finding(skew(date, first.began(), first.ended())))
                        .orElseGet(() -> Finding.ok(Step.CLOCK, "unknown, the response has no Date header")))
                .orElseGet(() -> Finding.skipped(Step.CLOCK, "because there is no response with a Date header")));
    }

    /**
     * The least difference that explains the response, positive if the server's clock is ahead of ours. The server wrote
     * its time in whole seconds at some moment of the request, so a smaller difference cannot be seen.
     */
    static Duration skew(Instant date, Instant began, Instant ended) {
        if (date.isAfter(ended)) {
            return Duration.between(ended, date);
        }
        Instant latest = date.plus(RESOLUTION);
        return latest.isBefore(began) ? Duration.between(began, latest) : Duration.ZERO;
    }

    static Finding finding(Duration skew) {
        Duration size = skew.abs();
        if (size.compareTo(RESOLUTION) < 0) {
            return Finding.ok(Step.CLOCK, "equal to ours within a second");
        }
        String text = "the server's clock is " + Durations.text(size)
                + (skew.isNegative() ? " behind ours" : " ahead of ours");
        if (size.compareTo(TOO_MUCH) > 0) {
            return Finding.failed(Step.CLOCK, text, REMEDY);
        }
        return size.compareTo(NOTABLE) > 0 ? Finding.warning(Step.CLOCK, text, REMEDY) : Finding.ok(Step.CLOCK, text);
    }

    /** RFC 9110, section 5.6.7. */
    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
