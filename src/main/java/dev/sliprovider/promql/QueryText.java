package dev.sliprovider.promql;

import dev.sliprovider.promql.LexicalContext.Comment;
import dev.sliprovider.promql.LexicalContext.Duration;
import dev.sliprovider.promql.LexicalContext.LabelName;
import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.promql.LexicalContext.MatchOperator;
import dev.sliprovider.promql.LexicalContext.Outside;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A query with placeholders whose values are not known yet. What stands in place of a placeholder has its length, so that
 * offsets in what is read are offsets in the text.
 *
 * @param text as it is written
 * @param placeholders in the order in which they stand, without overlaps
 */
public record QueryText(String text, List<Placeholder> placeholders) {

    /**
     * @param span with the dollar sign, and braces if it has any
     * @param name without both
     */
    public record Placeholder(Span span, String name) {}

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\$(?:\\{([A-Za-z_][^{}\"'`\\s]*)}|(LABEL\\.[A-Za-z0-9_./-]*[A-Za-z0-9_]|[A-Za-z_][A-Za-z0-9_]*))");
    private static final String WINDOW = "DURATION_SECONDS";
    private static final int SHORTEST = 2;

    /** Sorts and copies the list. */
    public QueryText {
        placeholders = placeholders.stream()
                .sorted(Comparator.comparingInt(
                        placeholder -> placeholder.span().start()))
                .toList();
    }

    /** @return the query with everything as a placeholder that is written like one */
    public static QueryText of(String text) {
        var found = new ArrayList<Placeholder>();
        PLACEHOLDER.matcher(text).results().forEach(match -> {
            if (match.start() == 0 || text.charAt(match.start() - 1) != '$') {
                String name = match.group(1) == null ? match.group(2) : match.group(1);
                found.add(new Placeholder(new Span(match.start(), match.end()), name));
            }
        });
        return new QueryText(text, found);
    }

    /** A placeholder and what surrounds it. */
    record Placed(Placeholder placeholder, LexicalContext context) {}

    /** @return all placeholders with what surrounds them, found in one pass */
    List<Placed> placed() {
        var placed = new ArrayList<Placed>();
        var scan = new ContextScanner(text);
        for (Placeholder placeholder : placeholders) {
            placed.add(new Placed(placeholder, scan.at(placeholder.span().start())));
        }
        return placed;
    }

    /**
     * @param asNumbers whether a placeholder outside of everything becomes a number rather than a name
     * @return the query with something harmless in place of each placeholder
     */
    String neutral(boolean asNumbers) {
        var neutral = new StringBuilder(text);
        for (Placed placed : placed()) {
            Placeholder placeholder = placed.placeholder();
            Span span = placeholder.span();
            String value =
                    switch (placed.context()) {
                        case Duration duration -> duration(placeholder);
                        case Outside outside when asNumbers -> digits(span);
                        case Comment comment -> text.substring(span.start(), span.end());
                        case Outside outside -> word(span);
                        case LabelName name -> word(span);
                        case MatchOperator operator -> word(span);
                        case Literal literal -> word(span);
                    };
            neutral.replace(span.start(), span.end(), value);
        }
        return neutral.toString();
    }

    /** The value of {@code $DURATION_SECONDS} has its unit; others are taken to have one if none follows. */
    private String duration(Placeholder placeholder) {
        Span span = placeholder.span();
        boolean unitFollows = span.end() < text.length() && Characters.isWord(text.charAt(span.end()));
        boolean hasUnit = placeholder.name().equals(WINDOW) || !unitFollows && span.end() - span.start() >= SHORTEST;
        String digits = digits(span);
        return hasUnit ? digits.substring(1) + "s" : digits;
    }

    private static String digits(Span span) {
        return "0".repeat(span.end() - span.start() - 1) + "1";
    }

    private static String word(Span span) {
        return "x".repeat(span.end() - span.start());
    }

    /** @return whether any placeholder is a part of the span */
    boolean hasPlaceholder(Span span) {
        return placeholders.stream()
                .anyMatch(p -> p.span().start() < span.end() && p.span().end() > span.start());
    }
}
