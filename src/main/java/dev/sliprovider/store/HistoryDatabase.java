package dev.sliprovider.store;

import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.NameRules;
import dev.sliprovider.sli.Scope;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluations in a PostgreSQL database, which several replicas share. */
final class HistoryDatabase implements EvaluationHistory {

    private static final String SERVICES =
            "SELECT DISTINCT project, stage, service FROM sli_evaluation ORDER BY project, stage, service";
    private static final String BY_ID = "SELECT project, stage, service FROM sli_evaluation"
            + " WHERE id = $1 AND invalidated IS NULL ORDER BY time DESC LIMIT 20";

    private final Database database;

    HistoryDatabase(Database database) {
        this.database = database;
    }

    @Override
    public ServiceRows of(Scope scope) throws HistoryException {
        NameRules.require(scope);
        DatabaseText.require("project", scope.project());
        DatabaseText.require("stage", scope.stage());
        DatabaseText.require("service", scope.service());
        return new ServiceRows(database, scope);
    }

    @Override
    public List<Scope> services() throws HistoryException {
        return database.run(
                connection -> connection.preparedQuery(SERVICES).execute().map(HistoryDatabase::scopes));
    }

    @Override
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        DatabaseText.requireId(id);
        List<Scope> newestFirst = database.run(connection ->
                connection.preparedQuery(BY_ID).execute(Tuple.of(id)).map(HistoryDatabase::scopes));
        for (Scope scope : newestFirst) {
            Optional<KeptEvaluation> found = of(scope).byId(id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Makes the tables if they are missing.
     *
     * @throws HistoryException if the database cannot be used
     */
    void prepare() throws HistoryException {
        database.prepare();
    }

    void close() {
        database.close();
    }

    private static List<Scope> scopes(Iterable<Row> rows) {
        var scopes = new ArrayList<Scope>();
        rows.forEach(row -> scopes.add(new Scope(row.getString(0), row.getString(1), row.getString(2))));
        return scopes;
    }
}
