package dev.sliprovider.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads lists of labels and the words before them. */
final class LabelsParser {

    static final Set<String> GROUPING = Set.of("by", "without");

    private final Tokens tokens;

    LabelsParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Reads what follows a binary operator and its bool. */
    Optional<Matching> matching() {
        boolean isOn = tokens.peek().isKeyword("on");
        if (!isOn && !tokens.peek().isKeyword("ignoring")) {
            return Optional.empty();
        }
        tokens.next();
        List<String> labels = labels();
        boolean isLeft = tokens.peek().isKeyword("group_left");
        if (!isLeft && !tokens.peek().isKeyword("group_right")) {
            return Optional.of(new Matching(isOn, labels, Optional.empty()));
        }
        tokens.next();
        List<String> include = tokens.peek().isSymbol("(") ? labels() : List.of();
        return Optional.of(new Matching(isOn, labels, Optional.of(new Matching.Group(isLeft, include))));
    }

    /** Reads what stands before or after the arguments of an aggregation. */
    Optional<Grouping> grouping() {
        Token word = tokens.peek();
        if (!word.isKeyword(GROUPING)) {
            return Optional.empty();
        }
        tokens.next();
        List<String> labels = labels();
        return Optional.of(new Grouping(word.span().to(tokens.last()), word.isKeyword("without"), labels));
    }

    /** Reads labels in parentheses, such as those of {@code by}. */
    private List<String> labels() {
        tokens.expectSymbol("(", "before the labels");
        var labels = new ArrayList<String>();
        while (!tokens.acceptSymbol(")")) {
            labels.add(label());
            if (!tokens.acceptSymbol(",") && !tokens.peek().isSymbol(")")) {
                throw tokens.unexpected("\",\" or \")\" was expected after a label");
            }
        }
        return labels;
    }

    private String label() {
        Token token = tokens.peek();
        boolean isLabel =
                switch (token.kind()) {
                    case NAME, METRIC_NAME, STRING -> true;
                    case KEYWORD -> Keywords.isLabel(token);
                    case NUMBER, DURATION, COLON, SYMBOL, COMMENT, END -> false;
                };
        if (!isLabel) {
            throw tokens.unexpected("a label was expected");
        }
        tokens.next();
        String label = token.is(TokenKind.STRING) ? StringLiterals.value(token.text()) : token.text();
        if (label.isEmpty() || !Utf8.isValid(label)) {
            throw PromqlException.syntax(token.span(), "the name of a label must not be empty and must be valid UTF-8");
        }
        return label;
    }
}
