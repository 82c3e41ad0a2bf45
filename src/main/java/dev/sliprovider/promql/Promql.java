package dev.sliprovider.promql;

import java.util.List;

/** Reads queries. */
public final class Promql {

    /** Longer queries are not looked at, in {@code char}s. */
    public static final int LONGEST = 100_000;

    /** What came of reading a query. */
    public sealed interface Result {}

    /**
     * Prometheus would accept it.
     *
     * @param text as it was given
     * @param expr the whole of it
     */
    public record Query(String text, List<Token> tokens, Expr expr) implements Result {
        /** Copies the list. */
        public Query {
            tokens = List.copyOf(tokens);
        }
    }

    /** Prometheus would refuse it. */
    public record Refused(PromqlError error) implements Result {}

    /**
     * It is longer or nested deeper than we look; Prometheus may accept it.
     *
     * @param why half a sentence
     */
    public record NotRead(String why) implements Result {}

    private Promql() {}

    /** @return what Prometheus 3.5 says of a query if nothing experimental is switched on */
    public static Result read(String text) {
        return read(text, Features.DEFAULT);
    }

    /**
     * Takes a time that grows with the length of the text only, and a bounded stack.
     *
     * @param text any text
     */
    public static Result read(String text, Features features) {
        if (text.length() > LONGEST) {
            return new NotRead("it is longer than " + LONGEST + " characters");
        }
        try {
            List<Token> tokens = Lexer.tokens(text);
            Expr expr = Parser.parse(tokens, features);
            TypeCheck.check(expr);
            return new Query(text, tokens, expr);
        } catch (PromqlException e) {
            return new Refused(e.error());
        } catch (TooLargeException e) {
            return new NotRead(e.getMessage());
        }
    }

    /**
     * @param text a query
     * @return whether it reads ranges of samples; of a query in another dialect, whether it may
     */
    public static boolean readsRange(String text) {
        return read(text) instanceof Query query
                ? Walk.all(query.expr())
                        .anyMatch(part -> part instanceof Expr.RangeSelector || part instanceof Expr.Subquery)
                : text.contains("[");
    }
}
