package dev.sliprovider.gate;

/** An evaluation cannot take place. */
public final class GateException extends Exception {

    /** Who can do something about it. */
    public enum Kind {
        /** The user: an option, a file or a setting is wrong. */
        WRONG_INPUT,
        /** Nobody here: a server or a directory cannot be used now; another attempt may succeed. */
        UNAVAILABLE
    }

    private final Kind kind;

    /**
     * @param kind who can do something about it
     * @param message what failed, on what, because of what, and what to do
     */
    public GateException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @return a mistake of the user */
    public static GateException wrongInput(String message) {
        return new GateException(Kind.WRONG_INPUT, message);
    }

    /** @return something that may work later */
    public static GateException unavailable(String message) {
        return new GateException(Kind.UNAVAILABLE, message);
    }

    /** @return who can do something about it */
    public Kind kind() {
        return kind;
    }
}
