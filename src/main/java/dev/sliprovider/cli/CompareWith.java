package dev.sliprovider.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an evaluation is compared with, as the command line says it. */
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

    /**
     * The same queries for something else.
     *
     * @param variants at least one
     */
    record Live(List<Variant> variants) implements CompareWith {
        /** Copies the list. */
        public Live {
            variants = List.copyOf(variants);
        }
    }

    /**
     * Reads all that is compared with: several live baselines, or one thing.
     *
     * @throws IllegalArgumentException if a text is none of these, or if they do not fit together
     */
    static CompareWith parse(List<String> texts) {
        if (texts.size() == 1) {
            return parse(texts.getFirst());
        }
        var variants = new ArrayList<Variant>();
        for (String text : texts) {
            Variant variant = Variant.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("--compare-with " + text
                            + " cannot be combined with another one; only live baselines, such as offset:1d, can"));
            if (variants.stream().anyMatch(other -> other.text().equals(text))) {
                throw new IllegalArgumentException("--compare-with " + text + " is given twice");
            }
            variants.add(variant);
        }
        return new Live(variants);
    }

    /** @throws IllegalArgumentException if the text is none of these */
    static CompareWith parse(String text) {
        Optional<Variant> variant = Variant.parse(text);
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
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new File(text.substring("file:".length()));
        }
        throw new IllegalArgumentException("--compare-with \"" + text
                + "\" is unknown; write history, pinned, id:ID, file:FILE, " + Variant.FORMS);
    }
}
