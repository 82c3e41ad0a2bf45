package dev.sliprovider.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@link GuardedPrometheus} answers.
 *
 * @param status of HTTP; 0 closes the connection without an answer
 * @param delay before it
 * @param sent bytes of the body that are sent before the connection is closed; all of them by default
 */
public record Answer(int status, String body, Map<String, String> headers, Duration delay, int sent) {

    /** Time of a sample; the server sends that of the query instead. */
    static final String TIME = "1709629890.9";

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Path FILES = Path.of("src/test/answers");
    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** A whole one. */
    public Answer(int status, String body, Map<String, String> headers, Duration delay) {
        this(status, body, headers, delay, Integer.MAX_VALUE);
    }

    /** A vector with this one value. */
    public static Answer value(double value) {
        return json(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},"
                        + "\"value\":[" + TIME + ",\"" + value + "\"]}]}}");
    }

    public static Answer json(int status, String body) {
        return new Answer(status, body, JSON, Duration.ZERO);
    }

    /** @param name of a file in src/test/answers, such as {@code mimir-no-org-id.401.txt} */
    public static Answer file(String name) {
        String[] parts = name.split("\\.");
        String type = parts[2].equals("json") ? "application/json" : "text/plain; charset=utf-8";
        try {
            String body = Files.readString(FILES.resolve(name))
                    .replaceAll("(\"(?:value|histogram)\":\\s*\\[)\\s*[0-9.]+", "$1" + TIME);
            return json(Integer.parseInt(parts[1]), body).with("Content-Type", type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a proxy before Prometheus says that something is wrong. */
    public static Answer page(int status) {
        return new Answer(
                status,
                "<html><body><h1>" + status + "</h1></body></html>",
                Map.of("Content-Type", "text/html"),
                Duration.ZERO);
    }

    /** The connection is closed instead. */
    public static Answer cut() {
        return new Answer(0, "", Map.of(), Duration.ZERO);
    }

    /** None is given. */
    public static Answer never() {
        return value(0).after(FOR_EVER);
    }

    public Answer after(Duration delay) {
        return new Answer(status, body, headers, delay, sent);
    }

    /** The connection is closed after so many bytes of the body. */
    public Answer cutAfter(int bytes) {
        return new Answer(status, body, headers, delay, bytes);
    }

    /** Its samples have the time of the query. */
    Answer at(String time) {
        return time == null || time.isEmpty()
                ? this
                : new Answer(
                        status,
                        body.replace(
                                "[" + TIME + ",",
                                "[" + new BigDecimal(time).stripTrailingZeros().toPlainString() + ","),
                        headers,
                        delay,
                        sent);
    }

    public Answer with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Answer(status, body, all, delay, sent);
    }
}
