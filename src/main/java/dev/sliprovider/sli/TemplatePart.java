package dev.sliprovider.sli;

import dev.sliprovider.promql.LexicalContext;
import java.util.List;

/** A piece of a query template: its own text, or a reference to a placeholder. */
sealed interface TemplatePart {

    /** @param text PromQL that is sent as written */
    record Text(String text) implements TemplatePart {}

    /** How a value is written. */
    enum Format {
        /** As it is, escaped for its place. */
        TEXT,
        /** As literal text of a regular expression: {@code ${NAME:regex}}. */
        REGEX
    }

    /**
     * @param name of the placeholder, known or not
     * @param format of its value
     * @param written as in the template, for messages
     * @param place what its value becomes part of
     */
    record Reference(String name, Format format, String written, LexicalContext place) implements TemplatePart {}

    /**
     * What looks like a placeholder and is none, such as <code>${ NAME }</code> and <code>${NAME</code>.
     *
     * @param written as in the template, shortened
     */
    record Malformed(String written) implements TemplatePart {}

    /** Splits a template in one pass. A placeholder inside a value is therefore never replaced. */
    static List<TemplatePart> split(String template, Placeholders known) {
        return new TemplateSplitter(template, known).split();
    }
}
