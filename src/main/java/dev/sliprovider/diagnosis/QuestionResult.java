package dev.sliprovider.diagnosis;

import java.util.List;

/** The result of a question. */
public sealed interface QuestionResult {

    /**
     * Series, each with its labels and a value. Values of a label are series with that label and no value of interest.
     *
     * @param series the first ones; none if nothing matched
     */
    record Found(List<Series> series) implements QuestionResult {
        /** Copies the list. */
        public Found {
            series = List.copyOf(series);
        }
    }

    /** The question failed, or there was no time for it. */
    record Unknown() implements QuestionResult {}

    /**
     * @param labels as text, such as {@code {job="x"}}, without escapes; a scalar has none
     * @param value may be NaN or infinite
     */
    record Series(String labels, double value) {

        /** @return the value of the only label, or the empty text if that is another one */
        String only(String label) {
            String before = "{" + label + "=\"";
            return labels.startsWith(before) && labels.length() >= before.length() + 2
                    ? labels.substring(before.length(), labels.length() - 2)
                    : "";
        }
    }
}
