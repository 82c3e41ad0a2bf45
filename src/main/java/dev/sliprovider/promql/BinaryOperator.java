package dev.sliprovider.promql;

/**
 * A binary operator and where it stands.
 *
 * @param span where
 * @param word as the language has it, words in lower case
 */
public record BinaryOperator(Span span, String word) {

    /** A higher number binds tighter. */
    static final int UNARY = 5;

    private static final int NONE = 0;

    /** @return how tight a token binds as a binary operator, or 0 if it is none */
    static int precedence(Token token) {
        if (!token.is(TokenKind.SYMBOL) && !token.isKeyword(Keywords.OPERATORS)) {
            return NONE;
        }
        return switch (token.word()) {
            case "or" -> 1;
            case "and", "unless" -> 2;
            case "==", "!=", "<", "<=", ">", ">=" -> 3;
            case "+", "-" -> 4;
            case "*", "/", "%", "atan2" -> UNARY;
            case "^" -> 6;
            default -> NONE;
        };
    }

    /** @return whether equal operators group from the right: {@code a ^ b ^ c} is {@code a ^ (b ^ c)} */
    static boolean isRightAssociative(Token token) {
        return token.isSymbol("^");
    }

    /** @return whether it compares, and therefore may have {@code bool} */
    public boolean isComparison() {
        return switch (word) {
            case "==", "!=", "<", "<=", ">", ">=" -> true;
            default -> false;
        };
    }

    /** @return whether it is {@code and}, {@code or} or {@code unless} */
    public boolean isSetOperator() {
        return word.equals("and") || word.equals("or") || word.equals("unless");
    }
}
