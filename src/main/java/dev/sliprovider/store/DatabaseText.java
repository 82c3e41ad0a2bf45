package dev.sliprovider.store;

import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.NameRules;
import dev.sliprovider.history.UnusableNameException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What PostgreSQL can hold. */
final class DatabaseText {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private DatabaseText() {}

    /** @throws UnusableNameException if the name has a NUL character, which no text of PostgreSQL has */
    static void require(String what, String name) throws UnusableNameException {
        if (name.indexOf('\0') >= 0) {
            throw new UnusableNameException("the " + what
                    + " has a NUL character, which a database cannot hold; choose a name of letters and digits");
        }
    }

    /** @throws UnusableNameException if no evaluation can have that id */
    static void requireId(String id) throws UnusableNameException {
        NameRules.requireId(id);
        require("id", id);
    }

    /** @throws UnusableNameException if id or time cannot be kept */
    static void require(KeptEvaluation kept) throws UnusableNameException {
        requireId(kept.id());
        if (kept.time().isBefore(FIRST) || kept.time().isAfter(LAST)) {
            throw new UnusableNameException(
                    "the time of the evaluation is not between the years 1 and 9999; correct its \"time\"");
        }
    }

    /** @return the time, or the nearest one that a row can have */
    static OffsetDateTime time(Instant time) {
        Instant near = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
        return near.atOffset(ZoneOffset.UTC);
    }

    /** @return a text without NUL characters */
    static String plain(String text) {
        return text.replace('\0', ' ');
    }
}
