package dev.sliprovider.store;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.history.UnusableRecordException;
import dev.sliprovider.sli.Scope;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds evaluations among rows that are not trusted: others may have written to the database.
 *
 * @param database that is searched
 * @param scope whose evaluations are found
 */
record RowSearch(Database database, Scope scope) {

    private static final int MOST_SKIPPED = 100;
    /** Rows that are read at once; an event has some kilobytes. */
    private static final int PAGE = 50;

    private static final String OF_SERVICE = "SELECT id, time, event FROM sli_evaluation"
            + " WHERE project = $1 AND stage = $2 AND service = $3 AND invalidated IS NULL";
    private static final String NEXT =
            OF_SERVICE + " AND (time, id) < ($4, $5) ORDER BY time DESC, id DESC LIMIT " + PAGE;
    private static final String BY_ID = OF_SERVICE + " AND id = $4";

    /** Chooses evaluations. */
    interface Choice {
        boolean takes(KeptEvaluation kept) throws UnusableRecordException;
    }

    /**
     * A place among the evaluations, which are ordered by time and id; older ones are found.
     *
     * @param time of the place
     * @param id of the place
     */
    record From(OffsetDateTime time, String id) {

        private static final String LAST_ID = Character.toString(Character.MAX_CODE_POINT);
        static final From NEWEST = until(Instant.MAX);

        static From until(Instant time) {
            return new From(DatabaseText.time(time), LAST_ID);
        }

        static From before(Instant time) {
            return new From(DatabaseText.time(time), "");
        }
    }

    /**
     * @param count so many at most
     * @param from where the search begins
     * @param choice which evaluations are taken
     * @return newest first
     */
    ServiceHistory.Found find(long count, From from, Choice choice) throws HistoryException {
        var evaluations = new ArrayList<KeptEvaluation>();
        var skipped = new ArrayList<String>();
        From next = from;
        for (boolean hasMore = true; hasMore && evaluations.size() < count; ) {
            List<Row> page = page(next);
            for (Row row : page) {
                next = new From(row.getOffsetDateTime(1), row.getString(0));
                take(row, choice, evaluations, skipped);
                if (evaluations.size() >= count) {
                    break;
                }
            }
            hasMore = page.size() == PAGE;
        }
        return new ServiceHistory.Found(evaluations, skipped);
    }

    private void take(Row row, Choice choice, List<KeptEvaluation> evaluations, List<String> skipped)
            throws HistoryException {
        try {
            KeptEvaluation kept = read(row);
            if (choice.takes(kept)) {
                evaluations.add(kept);
            }
        } catch (UnusableRecordException e) {
            skipped.add("The evaluation \"" + row.getString(0) + "\" of " + scope + " in " + database.address()
                    + " is skipped: " + e.getMessage() + "; delete its row.");
            requireUsable(skipped);
        }
    }

    Optional<KeptEvaluation> byId(String id) throws HistoryException {
        for (Row row : rows(BY_ID, Tuple.of(scope.project(), scope.stage(), scope.service(), id))) {
            try {
                return Optional.of(read(row));
            } catch (UnusableRecordException e) {
                // As in a list, it does not count.
            }
        }
        return Optional.empty();
    }

    private List<Row> page(From next) throws HistoryException {
        return rows(NEXT, Tuple.of(scope.project(), scope.stage(), scope.service(), next.time(), next.id()));
    }

    private List<Row> rows(String statement, Tuple values) throws HistoryException {
        return database.run(connection -> connection
                .preparedQuery(statement)
                .execute(values)
                .map(rows -> {
                    var list = new ArrayList<Row>();
                    rows.forEach(list::add);
                    return list;
                }));
    }

    private KeptEvaluation read(Row row) throws UnusableRecordException {
        KeptEvaluation kept = RecordJson.read(row.getString(2).getBytes(StandardCharsets.UTF_8), scope);
        if (!kept.id().equals(row.getString(0))
                || !kept.time().equals(row.getOffsetDateTime(1).toInstant())) {
            throw new UnusableRecordException("its id or its time is not that of its event");
        }
        return kept;
    }

    private void requireUsable(List<String> skipped) throws HistoryException {
        if (skipped.size() > MOST_SKIPPED) {
            throw new HistoryException(
                    "the history in " + database.address() + " has more than " + MOST_SKIPPED
                            + " unusable evaluations of " + scope + "; delete their rows (the first: "
                            + skipped.getFirst() + ")",
                    null);
        }
    }
}
