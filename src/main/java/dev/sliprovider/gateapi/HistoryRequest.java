package dev.sliprovider.gateapi;

import dev.sliprovider.sli.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request for the history.
 *
 * @param operation what it asks for
 * @param parameters value of a parameter of the address, by its name
 * @param body JSON; empty for an operation without one
 * @param permission of the owner of its token
 */
record HistoryRequest(
        Operation operation, Function<String, Optional<String>> parameters, byte[] body, Permission permission) {

    /** What a request can ask for. */
    enum Operation {
        SERVICES(false),
        LIST(false),
        ONE(false),
        ABSENT(false),
        PINNED(false),
        ADD(true),
        INVALIDATE(true),
        PIN(true),
        UNPIN(true),
        PRUNE(true);

        private final boolean isChange;

        Operation(boolean isChange) {
            this.isChange = isChange;
        }

        boolean isChange() {
            return isChange;
        }
    }

    /** A parameter is missing or cannot be used. */
    static final class UnusableException extends Exception {
        UnusableException(String message) {
            super(message);
        }
    }

    boolean has(String name) {
        return parameters.apply(name).isPresent();
    }

    String text(String name) throws UnusableException {
        return parameters
                .apply(name)
                .orElseThrow(() -> new UnusableException("the parameter " + name + " is missing; add it"));
    }

    int number(String name, int least, int most) throws UnusableException {
        String text = text(name);
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new UnusableException(
                    "the parameter " + name + " is no number from " + least + " to " + most + "; correct it");
        }
        return Integer.parseInt(text);
    }

    Instant time(String name) throws UnusableException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new UnusableException(
                    "the parameter " + name + " is no time such as 2026-01-01T00:00:00Z; correct it");
        }
    }

    Scope scope() throws UnusableException {
        try {
            return new Scope(text("project"), text("stage"), text("service"));
        } catch (IllegalArgumentException e) {
            throw new UnusableException(e.getMessage() + "; name project, stage and service");
        }
    }
}
