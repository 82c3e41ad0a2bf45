package dev.sliprovider.cli;

/**
 * A finding about a file: an error, or something that is probably not meant.
 *
 * @param rule name of the check, which does not change
 * @param severity of the finding
 * @param file as messages call it
 * @param line from 1
 * @param column from 1
 * @param message the cause and the remedy; may have several lines
 */
record FileFinding(String rule, Severity severity, String file, int line, int column, String message) {

    /** The severity of a finding. */
    enum Severity {
        /** The file cannot be used, or does not give the expected result. */
        ERROR,
        /** The file probably does not do what is meant. */
        WARNING,
        /** Worth knowing. */
        HINT
    }

    /** @return the finding for people: file, line and column first */
    @Override
    public String toString() {
        String kind =
                switch (severity) {
                    case ERROR -> "";
                    case WARNING -> "warning: ";
                    case HINT -> "hint: ";
                };
        return file + ":" + line + ":" + column + ": " + kind + message;
    }
}
