package dev.sliprovider.promql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The words of the language, in lower case; they are recognised in any case, and many are names elsewhere. */
final class Keywords {

    /** Operators that are words. */
    static final Set<String> OPERATORS = Set.of("and", "or", "unless", "atan2");

    private static final Set<String> NUMBERS = Set.of("inf", "nan");
    private static final Set<String> MODIFIERS =
            Set.of("offset", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "start", "end");
    private static final Set<String> NO_METRIC = Set.of("atan2", "bool", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> ALL = all();

    private Keywords() {}

    private static Set<String> all() {
        var all = new HashSet<>(OPERATORS);
        all.addAll(MODIFIERS);
        all.addAll(Aggregator.names());
        return Set.copyOf(all);
    }

    /** @return what a word of letters, digits, underscores and colons is outside of braces */
    static TokenKind kind(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (NUMBERS.contains(lower)) {
            return TokenKind.NUMBER;
        }
        if (ALL.contains(lower)) {
            return TokenKind.KEYWORD;
        }
        return word.indexOf(':') < 0 ? TokenKind.NAME : TokenKind.METRIC_NAME;
    }

    /** @return whether a keyword can be the name of a metric, where an expression begins */
    static boolean isMetric(Token keyword) {
        return !NO_METRIC.contains(keyword.word());
    }

    /** @return whether a keyword can be the name of a label in a list such as {@code by (…)} */
    static boolean isLabel(Token keyword) {
        return !keyword.isKeyword("without");
    }
}
