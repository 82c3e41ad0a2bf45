package dev.sliprovider.keptn;

import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attributes of an event that this program reads, and their rules (contract §1.1). */
final class EventAttributes {

    private static final String VERSION = "1.0";
    static final List<String> REQUIRED = List.of("id", "type", "source");
    /** Attributes that an answer repeats. Longer values would make the answer too large for a transport. */
    private static final List<String> ECHOED = List.of("id", "shkeptncontext", "gitcommitid");

    private static final int ECHOED_LENGTH = 1000;
    private static final int SHOWN_LENGTH = 100;
    private static final Set<String> READ =
            Set.of("specversion", "id", "type", "source", "time", "shkeptncontext", "triggeredid", "gitcommitid");

    private EventAttributes() {}

    /** @return whether the program reads an attribute; it ignores the others, even if they are malformed */
    static boolean isRead(String name) {
        return READ.contains(name);
    }

    /**
     * Checks that the attributes are those of a CloudEvent. Optional attributes may be malformed.
     *
     * @param prefix of the names of attributes: empty, or the prefix of headers
     */
    static void check(String prefix, Map<String, String> attributes) {
        String subject = prefix.isEmpty() ? "" : "the header ";
        for (String name : REQUIRED) {
            if (attributes.getOrDefault(prefix + name, "").isBlank()) {
                throw new InvalidEventException(
                        prefix + name, subject + prefix + name + " is missing or empty; every CloudEvent has one");
            }
        }
        for (String name : ECHOED) {
            String value = attributes.getOrDefault(prefix + name, "");
            if (value.length() > ECHOED_LENGTH) {
                throw new InvalidEventException(
                        prefix + name,
                        subject + prefix + name + " has " + value.length() + " characters; at most " + ECHOED_LENGTH
                                + " can be repeated in an answer. It begins with \"" + shown(value) + "\"");
            }
        }
        try {
            URI.create(attributes.get(prefix + "source"));
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException(
                    prefix + "source", subject + prefix + "source is not a URI reference: " + shown(e.getMessage()));
        }
        String version = attributes.getOrDefault(prefix + "specversion", "");
        if (version.isBlank()) {
            attributes.put(prefix + "specversion", VERSION);
        } else if (!version.equals(VERSION)) {
            throw new InvalidEventException(
                    prefix + "specversion",
                    subject + prefix + "specversion is \"" + shown(version) + "\"; only " + VERSION + " is read");
        }
        if (!isTime(attributes.get(prefix + "time"))) {
            attributes.remove(prefix + "time");
        }
    }

    /** Whether an attribute is a valid {@code source}. */
    static boolean isUriReference(String text) {
        try {
            return text != null && !text.isBlank() && URI.create(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @return the beginning of a text, in one line */
    static String shown(String text) {
        return JsonText.shortened(text, SHOWN_LENGTH).replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean isTime(String text) {
        try {
            return text != null && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
