package dev.sliprovider.promql;

import dev.sliprovider.promql.ExpressionLines.Verdict;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises expressions that Prometheus 2.42 and 3.5 read differently, by their tokens. */
final class OnlyInOneVersion {

    /** Functions, aggregations and words that came after 2.42. */
    private static final Set<String> NEW_WORDS =
            Set.of("histogram_avg", "histogram_stddev", "histogram_stdvar", "limitk", "limit_ratio", "info");

    /**
     * What 2.42 reads differently: a function that was renamed, groups named without P, the replacement character in a
     * string, an e in a hexadecimal number, a quotation in a pattern that does not end
     * before the pattern does, and a pattern of bytes that are no UTF-8, which 3.5 does not compile if it is a mere text.
     */
    private static final Pattern OLD = Pattern.compile(
            "(?s).*(holt_winters|\\(\\?<|\ufffd|0[xX][0-9a-fA-F_]*[eE]|\\\\Q|~ *[\"'].*\\\\x[89a-fA-F]).*");

    private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private OnlyInOneVersion() {}

    static boolean test(Verdict verdict) {
        if (OLD.matcher(verdict.expression()).matches()) {
            return true;
        }
        try {
            return isNew(Lexer.tokens(verdict.expression()));
        } catch (PromqlException e) {
            // The query is refused before its end; what 2.42 would refuse first may be something else, but it refuses
            // it.
            return verdict.expression().matches("(?s).*([0-9_]_|_[0-9]).*");
        }
    }

    private static boolean isNew(List<Token> tokens) {
        boolean braces = false;
        boolean brackets = false;
        boolean labels = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token before = tokens.get(Math.max(0, i - 1));
            braces = token.isSymbol("{") || braces && !token.isSymbol("}");
            brackets = token.isSymbol("[") || brackets && !token.isSymbol("]");
            labels = token.isSymbol("(") && before.isKeyword(LISTS) || labels && !token.isSymbol(")");
            boolean afterOffset = before.isKeyword("offset")
                    || TimeSpanParser.isSign(before)
                            && i > 1
                            && tokens.get(i - 2).isKeyword("offset");
            boolean isNew = NEW_WORDS.contains(token.word())
                    || isQuotedName(token, before, braces)
                    || token.is(TokenKind.METRIC_NAME) && labels
                    || token.is(TokenKind.NUMBER)
                            && (brackets || afterOffset || token.text().contains("_"))
                    || token.is(TokenKind.DURATION) && !brackets && !afterOffset
                    || TimeSpanParser.isSign(token) && (brackets || afterOffset || before.isKeyword("offset"));
            if (isNew) {
                return true;
            }
        }
        return false;
    }

    /** In braces without an operator before it, or in a list of labels. */
    private static boolean isQuotedName(Token token, Token before, boolean braces) {
        boolean starts = before.isSymbol("(") || before.isSymbol(",") || before.isSymbol("{");
        return token.is(TokenKind.STRING) && starts && (braces || !before.isSymbol("{"));
    }
}
