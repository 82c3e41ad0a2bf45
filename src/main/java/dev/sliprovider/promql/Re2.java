package dev.sliprovider.promql;

/**
 * The regular expressions of Prometheus, which are those of RE2
 * (<a href="https://github.com/google/re2/wiki/Syntax">syntax</a>) as Go reads them. {@code java.util.regex} accepts what
 * RE2 refuses (references to groups, looking around, possessive repetition) and refuses what RE2 accepts, so the syntax is
 * checked here and nothing is compiled. Whether the empty text matches follows from the syntax alone.
 */
final class Re2 {

    /** What came of looking at a pattern. */
    sealed interface Result {}

    /** @param matchesEmpty whether the pattern, anchored at both ends, matches the empty text */
    record Valid(boolean matchesEmpty) implements Result {}

    /** @param why half a sentence */
    record Invalid(String why) implements Result {}

    /** Says why a pattern is refused. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String why) {
            super(why, null, false, false);
        }
    }

    private static final String SPECIAL = "\\.+*?()[]{}^$";

    private Re2() {}

    /** @param pattern any text; bytes that are no UTF-8 are single surrogates */
    static Result check(String pattern) {
        if (pattern.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
            return new Valid(
                    pattern.isEmpty() || pattern.startsWith("|") || pattern.endsWith("|") || pattern.contains("||"));
        }
        if (!Utf8.isValid(pattern)) {
            return new Invalid("it is not valid UTF-8");
        }
        try {
            return new Valid(new Re2Parser(pattern).parse().matchesEmpty());
        } catch (Refusal e) {
            return new Invalid(e.getMessage());
        }
    }
}
