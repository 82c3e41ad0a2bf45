package dev.sliprovider.sli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimeframePropertiesTest {

    private static final long YEAR_9000 = 221_845_392_000L;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Property
    void a_window_is_read_as_it_was_written_in_whichever_offset(
            @ForAll @LongRange(min = 0, max = YEAR_9000) long start,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long length,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
            @ForAll boolean lowerCase) {
        Instant first = Instant.ofEpochSecond(start, nanos);
        Instant last = first.plusNanos(length);
        var offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
        String written = rfc3339(first, offset);
        Timeframe read = Timeframe.parse(lowerCase ? written.toLowerCase(Locale.ROOT) : written, last.toString());
        assertThat(read).isEqualTo(new Timeframe(first, last));
    }

    @Property
    void unix_seconds_are_the_same_as_the_instant(
            @ForAll @LongRange(min = 0, max = YEAR_9000) long start,
            @ForAll @LongRange(min = 1, max = 10_000_000) long length) {
        assertThat(Timeframe.parse(String.valueOf(start), String.valueOf(start + length)))
                .isEqualTo(new Timeframe(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + length)));
    }

    @Property
    void the_length_is_rounded_up_by_less_than_a_second(
            @ForAll @LongRange(min = 0, max = YEAR_9000) long start,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @LongRange(min = 1) long length) {
        Instant first = Instant.ofEpochSecond(start, nanos);
        long seconds = new Timeframe(first, first.plusNanos(length)).seconds();
        Duration added = Duration.ofSeconds(seconds).minusNanos(length);
        assertThat(seconds).isPositive();
        assertThat(added).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(SECOND);
    }

    @Property
    void a_window_that_does_not_end_after_its_start_is_refused(
            @ForAll @LongRange(min = 0, max = YEAR_9000) long end,
            @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timeframe.parse(String.valueOf(end + more), String.valueOf(end)))
                .withMessageContaining(more == 0 ? "empty" : "reversed");
    }

    @Property
    void a_text_is_read_or_refused_in_a_sentence_that_says_which(@ForAll String start) {
        try {
            assertThat(Timeframe.parse(start, "253402300799").start())
                    .isBefore(Instant.ofEpochSecond(253_402_300_799L));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("start").hasSizeLessThan(300);
        }
    }

    private static String rfc3339(Instant instant, ZoneOffset offset) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnnXXX").format(instant.atOffset(offset));
    }
}
