package dev.sliprovider.store;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.RecordJson;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.history.UnusableRecordException;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The evaluations of one service, as rows of the table {@code sli_evaluation}. Each operation is one statement. */
final class ServiceRows implements ServiceHistory {

    private static final String OF_SERVICE = "project = $1 AND stage = $2 AND service = $3";
    private static final String ADD = "INSERT INTO sli_evaluation AS kept"
            + " (project, stage, service, id, time, result, event) VALUES ($1, $2, $3, $4, $5, $6, $7)"
            + " ON CONFLICT (project, stage, service, id) DO UPDATE SET time = excluded.time,"
            + " result = excluded.result, event = excluded.event, invalidated = NULL";
    private static final String PRESENT = "SELECT id FROM sli_evaluation WHERE " + OF_SERVICE + " AND id = ANY($4)";
    private static final String INVALIDATE =
            "UPDATE sli_evaluation SET invalidated = coalesce(invalidated, $5) WHERE " + OF_SERVICE + " AND id = $4";
    private static final String PIN = "INSERT INTO sli_pin (project, stage, service, id)"
            + " SELECT project, stage, service, id FROM sli_evaluation WHERE " + OF_SERVICE
            + " AND id = $4 AND invalidated IS NULL"
            + " ON CONFLICT (project, stage, service) DO UPDATE SET id = excluded.id";
    private static final String UNPIN = "DELETE FROM sli_pin WHERE " + OF_SERVICE;
    private static final String PINNED = "SELECT id FROM sli_pin WHERE " + OF_SERVICE;
    /** Those that are older than the last one that stays. */
    private static final String PRUNE = "DELETE FROM sli_evaluation WHERE " + OF_SERVICE
            + " AND id NOT IN (" + PINNED + ") AND (time, id) < (SELECT time, id FROM sli_evaluation WHERE "
            + OF_SERVICE
            + " AND time <= $4 ORDER BY time DESC, id DESC OFFSET $5 LIMIT 1)";

    private static final String PRUNE_ALL =
            "DELETE FROM sli_evaluation WHERE " + OF_SERVICE + " AND id NOT IN (" + PINNED + ")";

    private final Database database;
    private final Scope scope;
    private final RowSearch search;

    ServiceRows(Database database, Scope scope) {
        this.database = database;
        this.scope = scope;
        this.search = new RowSearch(database, scope);
    }

    @Override
    public Found newest(Comparison comparison, String own, Instant now) throws HistoryException {
        return search.find(comparison.results(), RowSearch.From.NEWEST, kept -> {
            if (kept.id().equals(own)) {
                return false;
            }
            if (kept.isOfTheFuture(now)) {
                throw new UnusableRecordException("it is dated in the future (" + kept.time() + ")");
            }
            return comparison.includes(kept.result());
        });
    }

    @Override
    public Found before(Comparison comparison, Instant time) throws HistoryException {
        return search.find(
                comparison.results(), RowSearch.From.before(time), kept -> comparison.includes(kept.result()));
    }

    @Override
    public List<String> absent(List<String> ids) throws HistoryException {
        for (String id : ids) {
            DatabaseText.requireId(id);
        }
        Set<String> present = database.run(connection -> connection
                .preparedQuery(PRESENT)
                .execute(ofService().addArrayOfString(ids.toArray(String[]::new)))
                .map(rows -> {
                    var found = new HashSet<String>();
                    rows.forEach(row -> found.add(row.getString(0)));
                    return found;
                }));
        return ids.stream().filter(id -> !present.contains(id)).toList();
    }

    @Override
    public Found until(Instant time, int count) throws HistoryException {
        return search.find(count, RowSearch.From.until(time), kept -> true);
    }

    @Override
    public Found newest(int count) throws HistoryException {
        return search.find(count, RowSearch.From.NEWEST, kept -> true);
    }

    /** The one that ends the search is the only one that is kept. */
    @Override
    public void visit(int most, Predicate<KeptEvaluation> goesOn) throws HistoryException {
        var seen = new AtomicInteger();
        search.find(1, RowSearch.From.NEWEST, kept -> !goesOn.test(kept) || seen.incrementAndGet() == most);
    }

    @Override
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        DatabaseText.requireId(id);
        return search.byId(id);
    }

    @Override
    public void add(KeptEvaluation kept) throws HistoryException {
        DatabaseText.require(kept);
        String event = new String(RecordJson.bytes(kept.event()), StandardCharsets.UTF_8);
        changed(
                ADD,
                ofService()
                        .addString(kept.id())
                        .addOffsetDateTime(DatabaseText.time(kept.time()))
                        .addString(DatabaseText.plain(kept.result()))
                        .addString(event));
    }

    @Override
    public boolean invalidate(String id, String reason) throws HistoryException {
        DatabaseText.requireId(id);
        return changed(INVALIDATE, ofService().addString(id).addString(DatabaseText.plain(reason))) > 0;
    }

    @Override
    public boolean pin(String id) throws HistoryException {
        DatabaseText.requireId(id);
        return changed(PIN, ofService().addString(id)) > 0;
    }

    @Override
    public void unpin() throws HistoryException {
        changed(UNPIN, ofService());
    }

    @Override
    public Optional<String> pinned() throws HistoryException {
        return database.run(connection ->
                connection.preparedQuery(PINNED).execute(ofService()).map(ServiceRows::first));
    }

    private static Optional<String> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getString(0));
    }

    @Override
    public Pruned prune(int keep, Instant now) throws HistoryException {
        int deleted = keep == 0
                ? changed(PRUNE_ALL, ofService())
                : changed(
                        PRUNE,
                        ofService()
                                .addOffsetDateTime(DatabaseText.time(KeptEvaluation.latest(now)))
                                .addLong(keep - 1L));
        return new Pruned(deleted, 0);
    }

    private int changed(String statement, Tuple values) throws HistoryException {
        return database.run(connection ->
                connection.preparedQuery(statement).execute(values).map(RowSet::rowCount));
    }

    private Tuple ofService() {
        return Tuple.of(scope.project(), scope.stage(), scope.service());
    }
}
