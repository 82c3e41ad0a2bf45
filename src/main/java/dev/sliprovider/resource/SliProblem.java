package dev.sliprovider.resource;

/**
 * A problem in a sli.yaml.
 *
 * @param severity whether the file can still be used
 * @param location the file
 * @param line from 1
 * @param column from 1
 * @param message the cause and the remedy
 */
public record SliProblem(Severity severity, String location, int line, int column, String message) {

    /** The effect of a problem. */
    public enum Severity {
        /** The file cannot be used. */
        ERROR,
        /** The file can be used, but not the query of one indicator. */
        UNUSABLE_QUERY,
        /** The file can be used, but may not do what was meant. */
        WARNING,
        /** Something is unusual. */
        HINT
    }

    @Override
    public String toString() {
        return location + ":" + line + ":" + column + ": " + message;
    }
}
