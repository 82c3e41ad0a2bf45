package dev.sliprovider.cli;

/**
 * Something in a file that is wrong, or probably not meant.
 *
 * @param rule which check it is, a short name that does not change
 * @param severity how bad it is
 * @param file as messages call it
 * @param line from 1
 * @param column from 1
 * @param message what is so, and what to do; may have several lines
 */
record FileFinding(String rule, Severity severity, String file, int line, int column, String message) {

    /** How bad a finding is. */
    enum Severity {
        /** The file cannot be used, or does not give what is wanted. */
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
