package dev.sliprovider.diagnosis;

import dev.sliprovider.promql.Expr;
import dev.sliprovider.promql.Promql;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.sli.Timeframe;
import java.time.Instant;
import java.util.Optional;

/**
 * A query without a value.
 *
 * @param query as it was sent
 * @param reason no data, not a number, or infinite
 * @param window at whose end it was evaluated
 * @param now by our clock, when the questions were made
 */
public record QueryWithoutValue(Promql.Query query, Reason reason, Timeframe window, Instant now) {

    /** @return the subject, if the reason is one that can be explained and the query can be read */
    public static Optional<QueryWithoutValue> of(String promql, Reason reason, Timeframe window, Instant now) {
        return isExplained(reason) && Promql.read(promql) instanceof Promql.Query query
                ? Optional.of(new QueryWithoutValue(query, reason, window, now))
                : Optional.empty();
    }

    private static boolean isExplained(Reason reason) {
        return reason == Reason.NO_DATA
                || reason == Reason.NOT_A_NUMBER
                || reason == Reason.POSITIVE_INFINITY
                || reason == Reason.NEGATIVE_INFINITY;
    }

    boolean hasNoData() {
        return reason == Reason.NO_DATA;
    }

    /** @return a part of the query as it was sent */
    String text(Expr part) {
        return query.text().substring(part.span().start(), part.span().end());
    }

    SelectorQuestions questions(Selector selector) {
        return new SelectorQuestions(selector, window, now);
    }
}
