package dev.sliprovider.keptn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Creates nodes of numbers that keep the text of the number: the labels {@code 1.10} and {@code 1.1} are different
 * versions.
 */
final class WrittenNumbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1;

    private final transient JsonParser parser;

    /** @param parser a parser at the number */
    WrittenNumbers(JsonParser parser) {
        this.parser = parser;
    }

    @Override
    public NumericNode numberNode(double value) {
        return new Written(value, text());
    }

    /** Only the text of {@code -0} differs from its value. */
    @Override
    public NumericNode numberNode(int value) {
        return value == 0 && text().equals("-0") ? new Written(-0.0, "-0") : super.numberNode(value);
    }

    private String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number with its text. */
    private static final class Written extends DoubleNode {

        private static final long serialVersionUID = 1;

        private final String text;

        Written(double value, String text) {
            super(value);
            this.text = text;
        }

        @Override
        public String asText() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
