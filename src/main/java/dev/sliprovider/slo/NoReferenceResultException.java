package dev.sliprovider.slo;

/**
 * The input has no result: Lighthouse crashes on it, or sends an event without data (contract §10.11, 3 and 12). Nothing
 * may be concluded from it, neither pass nor warning.
 */
public final class NoReferenceResultException extends RuntimeException {

    /** @param message what is wrong, where, and what to do */
    public NoReferenceResultException(String message) {
        super(message);
    }
}
