package dev.sliprovider.promql;

/**
 * What surrounds a place in a text of PromQL, which decides how a value has to be written there. It is known from what
 * stands before the place alone; the text need not be complete, and may contain placeholders such as {@code $NAME} and
 * {@code ${NAME}}.
 */
public sealed interface LexicalContext {

    /** Outside of everything else: part of a name, a number or an operator. */
    record Outside() implements LexicalContext {}

    /** Between {@code #} and the end of the line. */
    record Comment() implements LexicalContext {}

    /** Part of a range, a step or an offset. */
    record Duration() implements LexicalContext {}

    /** In braces, where the name of a label is written without quotes. */
    record LabelName() implements LexicalContext {}

    /** In braces, after the name of a label and before its value. */
    record MatchOperator(String label) implements LexicalContext {}

    /**
     * In a string literal.
     *
     * @param quote {@code '"'}, {@code '\''} or {@code '`'}; the last one knows no escapes
     * @param inEscape whether an escape has begun and is not complete, so that what follows is part of it
     * @param role what the literal is
     */
    record Literal(char quote, boolean inEscape, Role role) implements LexicalContext {}

    /** What a string literal is. */
    sealed interface Role {}

    /** An argument, or a label in a list. */
    record Text() implements Role {}

    /** A quoted name of a metric or a label in braces. */
    record QuotedName() implements Role {}

    /**
     * What a matcher compares with.
     *
     * @param label its name, escapes not resolved
     * @param operator {@code =}, {@code !=}, {@code =~} or {@code !~}
     */
    record MatchedValue(String label, String operator) implements Role {

        /** @return whether the value is a regular expression */
        public boolean isPattern() {
            return operator.endsWith("~");
        }
    }

    /**
     * @param text a query, or its beginning, or what may become one; never null
     * @param offset between 0 and its length
     * @return what a character inserted there would be part of
     * @throws IndexOutOfBoundsException if the offset is outside
     */
    static LexicalContext at(String text, int offset) {
        return new ContextScanner(text).at(offset);
    }
}
