package dev.sliprovider.evaluator;

import dev.sliprovider.slo.PreviousEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an evaluation is compared with, as its user says it. */
public sealed interface CompareWith {

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
     * An evaluation that the user gives.
     *
     * @param evaluation of the same objectives
     */
    record Given(PreviousEvaluation evaluation) implements CompareWith {}

    /**
     * The same queries for something else.
     *
     * @param variants at least one
     */
    record Live(List<LiveVariant> variants) implements CompareWith {
        /** Copies the list. */
        public Live {
            variants = List.copyOf(variants);
        }
    }

    /**
     * Reads all that is compared with: several live baselines, or one thing.
     *
     * @param more forms that the caller reads, for messages; each ends with a comma and a space
     * @throws IllegalArgumentException if a text is none of these, or if they do not fit together
     */
    static CompareWith parse(List<String> texts, String more) {
        if (texts.size() == 1) {
            return parse(texts.getFirst(), more);
        }
        var variants = new ArrayList<LiveVariant>();
        for (String text : texts) {
            LiveVariant variant = LiveVariant.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException(text
                            + " cannot be combined with another one; only live baselines, such as offset:1d, can"));
            if (variants.stream().anyMatch(other -> other.text().equals(text))) {
                throw new IllegalArgumentException(text + " is given twice");
            }
            variants.add(variant);
        }
        return new Live(variants);
    }

    private static CompareWith parse(String text, String more) {
        Optional<LiveVariant> variant = LiveVariant.parse(text);
        if (variant.isPresent()) {
            return new Live(List.of(variant.get()));
        }
        if (text.equals("history")) {
            return new History();
        }
        if (text.equals("pinned")) {
            return new Pinned();
        }
        if (text.startsWith("id:") && text.length() > "id:".length()) {
            return new Id(text.substring("id:".length()));
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is unknown; write history, pinned, id:ID, " + more + LiveVariant.FORMS);
    }
}
