package dev.sliprovider.explain;

/** What became of a value that is asked for again. */
public enum Change {
    /** The same value. */
    SAME("same"),
    /** Another value. */
    CHANGED("changed"),
    /** There was a value, and there is none now. */
    GONE("gone"),
    /** There was no value, and there is one now. */
    APPEARED("appeared"),
    /** There is no value, as before. */
    MISSING("missing"),
    /** The server did not answer. */
    UNKNOWN("not known"),
    /** The event has no query that could be sent. */
    NOT_ASKED("not asked");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    /** @return the word for people */
    public String text() {
        return text;
    }

    /** @return whether old and new differ */
    public boolean isDifference() {
        return switch (this) {
            case CHANGED, GONE, APPEARED -> true;
            case SAME, MISSING, UNKNOWN, NOT_ASKED -> false;
        };
    }
}
