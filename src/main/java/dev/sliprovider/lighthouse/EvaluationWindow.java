package dev.sliprovider.lighthouse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The window of an evaluation, as Lighthouse chooses it (contract §1.4): that of the evaluation, which must last a minute;
 * or else that of the test, whose texts are not looked at.
 *
 * @param start as it stands in the answer
 * @param end likewise
 */
record EvaluationWindow(String start, String end) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern WITHOUT_ZONE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");
    private static final int SHOWN = 60;

    /** Nothing is known of the window. */
    static final EvaluationWindow UNKNOWN = new EvaluationWindow("", "");

    /**
     * @param data of {@code evaluation.triggered}
     * @param now the end of a window of which only the length is given
     * @throws IllegalArgumentException if the data has no window that can be evaluated
     */
    static EvaluationWindow of(JsonNode data, Instant now) {
        JsonNode evaluation = data.path("evaluation");
        String start = evaluation.path("start").asText("");
        String end = evaluation.path("end").asText("");
        String timeframe = evaluation.path("timeframe").asText("");
        if (!timeframe.isEmpty()) {
            return ofLength(start, end, timeframe, now);
        }
        if (!start.isEmpty() && !end.isEmpty()) {
            return checked(instant("start", start), instant("end", end));
        }
        String testStart = data.path("test").path("start").asText("");
        String testEnd = data.path("test").path("end").asText("");
        if (testStart.isEmpty() || testEnd.isEmpty()) {
            throw new IllegalArgumentException("evaluation.triggered event does not contain evaluation timeframe");
        }
        return new EvaluationWindow(testStart, testEnd);
    }

    private static EvaluationWindow ofLength(String start, String end, String timeframe, Instant now) {
        if (!end.isEmpty()) {
            throw new IllegalArgumentException("'end' and 'timeframe' are mutually exclusive");
        }
        Duration length = length(timeframe);
        if (start.isEmpty()) {
            return checked(now.minus(length), now);
        }
        Instant first = instant("start", start);
        return checked(first, first.plus(length));
    }

    private static Duration length(String timeframe) {
        try {
            return GoDuration.parse(timeframe);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("could not parse provided timeframe: " + e.getMessage());
        }
    }

    private static EvaluationWindow checked(Instant start, Instant end) {
        if (Duration.between(start, end).compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("end date must be at least 1 minute after start date");
        }
        return new EvaluationWindow(WRITTEN.format(start), WRITTEN.format(end));
    }

    /** A time without a zone is one of UTC. One with a zone is converted; Lighthouse dropped the zone. */
    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(WITHOUT_ZONE.matcher(text).matches() ? text + "Z" : text)
                    .toInstant();
        } catch (DateTimeException e) {
            String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            throw new IllegalArgumentException("the " + name + " of the evaluation, \"" + shown
                    + "\", cannot be read; expected a time such as 2024-03-05T09:11:30Z");
        }
    }
}
