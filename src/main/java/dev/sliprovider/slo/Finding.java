package dev.sliprovider.slo;

/**
 * Something in a slo.yaml that Lighthouse rejects, ignores, or reads otherwise than it was probably meant.
 *
 * @param rule which check it is, a short name that does not change
 * @param severity how bad it is
 * @param place in the file
 * @param message what is so, as a sentence
 * @param remedy what to do, as a sentence
 */
public record Finding(String rule, Severity severity, Place place, String message, String remedy) {

    /** How bad a finding is. */
    public enum Severity {
        /** Evaluations cannot give what is wanted. */
        ERROR,
        /** Evaluations probably do not give what is wanted. */
        WARNING,
        /** Worth knowing. */
        HINT
    }
}
