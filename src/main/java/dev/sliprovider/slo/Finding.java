package dev.sliprovider.slo;

/**
 * A finding about a slo.yaml: Lighthouse rejects a part of it, ignores it, or probably reads it differently than meant.
 *
 * @param rule name of the check, which does not change
 * @param severity of the finding
 * @param place in the file
 * @param message the cause, as a sentence
 * @param remedy as a sentence
 */
public record Finding(String rule, Severity severity, Place place, String message, String remedy) {

    /** The severity of a finding. */
    public enum Severity {
        /** Evaluations cannot give the expected result. */
        ERROR,
        /** Evaluations probably do not give the expected result. */
        WARNING,
        /** Worth knowing. */
        HINT
    }
}
