package dev.sliprovider.gate;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.RefusedException;
import dev.sliprovider.history.UnusableNameException;

/** An evaluation is impossible. */
public final class GateException extends Exception {

    /** The kind of failure: who can correct it. */
    public enum Kind {
        /** The user: an option, a file or a setting is wrong. */
        WRONG_INPUT,
        /** The user: there is no slo.yaml. */
        NO_OBJECTIVES,
        /** Temporary: a server or a directory cannot be used now; another attempt may succeed. */
        UNAVAILABLE
    }

    private final Kind kind;

    /**
     * @param kind of the failure
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

    /** @return there is no slo.yaml */
    public static GateException noObjectives(String message) {
        return new GateException(Kind.NO_OBJECTIVES, message);
    }

    /** @return a temporary failure */
    public static GateException unavailable(String message) {
        return new GateException(Kind.UNAVAILABLE, message);
    }

    /** @return why the history cannot be used: a name or a token can be corrected, anything else may be temporary */
    public static GateException of(HistoryException failure) {
        return switch (failure) {
            case UnusableNameException name -> wrongInput(name.getMessage());
            case RefusedException refused -> wrongInput(refused.getMessage());
            case HistoryException other -> unavailable(other.getMessage());
        };
    }

    /** @return the kind of the failure */
    public Kind kind() {
        return kind;
    }
}
