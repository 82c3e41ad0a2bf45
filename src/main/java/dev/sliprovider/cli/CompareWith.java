package dev.sliprovider.cli;

/** The baseline of an evaluation, as named on the command line. */
sealed interface CompareWith {

    /** The history, or the pinned evaluation of it. */
    record History() implements CompareWith {}

    /** The pinned evaluation. */
    record Pinned() implements CompareWith {}

    /**
     * One evaluation of the history.
     *
     * @param id of it
     */
    record Id(String id) implements CompareWith {}

    /**
     * An event in a file.
     *
     * @param name of the file
     */
    record File(String name) implements CompareWith {}

    /** @throws IllegalArgumentException if the text is none of these */
    static CompareWith parse(String text) {
        if (text.equals("history")) {
            return new History();
        }
        if (text.equals("pinned")) {
            return new Pinned();
        }
        if (text.startsWith("id:") && text.length() > "id:".length()) {
            return new Id(text.substring("id:".length()));
        }
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new File(text.substring("file:".length()));
        }
        throw new IllegalArgumentException(
                "--compare-with \"" + text + "\" is unknown; write history, pinned, id:ID or file:FILE");
    }
}
