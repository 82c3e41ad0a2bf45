package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CloudEvent as an HTTP request: structured, or binary (CloudEvents HTTP protocol binding 1.0, 3.1 and 3.2). */
public final class EventRequest {

    private static final List<String> STRUCTURED = List.of(EventFormat.MEDIA_TYPE, "application/json");
    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,6})\"?");

    private EventRequest() {}

    /** The request has a media type that cannot contain an event. */
    public static final class UnsupportedMediaTypeException extends RuntimeException {
        UnsupportedMediaTypeException(String message) {
            super(message);
        }
    }

    /** @param isHeard the types of events whose data must be JSON */
    public static KeptnEvent read(MultiMap headers, byte[] body, Predicate<EventType> isHeard) {
        String mediaType = mediaType(headers);
        Map<String, String> attributes = attributes(headers);
        if (!attributes.isEmpty() && !mediaType.equals(EventFormat.MEDIA_TYPE)) {
            boolean json = mediaType.isEmpty() || mediaType.equals("application/json") || mediaType.endsWith("+json");
            if (!json && isHeard.test(new EventType(attributes.getOrDefault("ce-type", "")))) {
                throw new UnsupportedMediaTypeException("the data of a binary-mode event has Content-Type " + mediaType
                        + "; only application/json is read");
            }
            return EventFormat.read(attributes, body, isHeard);
        }
        if (!STRUCTURED.contains(mediaType)) {
            throw new UnsupportedMediaTypeException("Content-Type is " + (mediaType.isEmpty() ? "missing" : mediaType)
                    + "; send one event as " + String.join(" or ", STRUCTURED) + ", or with ce-* headers");
        }
        return EventFormat.read(body, isHeard);
    }

    /**
     * The time that the client waits for the answer (RFC 7240, 4.3). An unreadable preference is ignored, and so is {@code
     * wait=0}.
     */
    public static Optional<Duration> wait(MultiMap headers) {
        return headers.getAll("Prefer").stream()
                .flatMap(line -> Arrays.stream(line.split("[,;]")))
                .map(preference -> WAIT.matcher(preference.strip().toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .map(wait -> Duration.ofSeconds(Long.parseLong(wait.group(1))))
                .filter(Duration::isPositive)
                .findFirst();
    }

    /** @return the media type of a request in lower case, without its parameters; empty without one */
    public static String mediaType(MultiMap headers) {
        String contentType = String.join(",", headers.getAll(HttpHeaders.CONTENT_TYPE));
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> attributes(MultiMap headers) {
        var attributes = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (name.regionMatches(true, 0, "ce-", 0, 3)) {
                attributes.putIfAbsent(name, value);
            }
        });
        if (!attributes.isEmpty()) {
            attributes.put(HttpHeaders.CONTENT_TYPE.toString(), "application/json");
        }
        return attributes;
    }
}
